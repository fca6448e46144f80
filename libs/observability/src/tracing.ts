import { diag, DiagLogLevel, type Tracer } from '@opentelemetry/api';

/** The options of tracing. */
export interface TracingOptions {
  /** The collector's address for OTLP over HTTP, without a path. */
  readonly endpoint: string;
  /** The share of traces begun here that are sampled, from 0 to 1; callers decide on theirs. */
  readonly ratio: number;
  /** The part of the deployment that spans come from. */
  readonly role: string;
  /** Called with the reason when spans could not be delivered, which is not reported elsewhere. */
  readonly onLost: (reason: string) => void;
}

/** The tracer of a process, and how to stop it. */
export interface Tracing {
  readonly tracer: Tracer;
  /** Delivers the remaining spans as far as the collector accepts them; never fails. */
  stop(): Promise<void>;
}

/** A collector that does not answer must not delay shutdown. */
const DELIVERY_MS_MAX = 3_000;

/**
 * Starts tracing.
 *
 * Headers for the collector and further attributes come from OpenTelemetry's own variables,
 * `OTEL_EXPORTER_OTLP_HEADERS` and `OTEL_RESOURCE_ATTRIBUTES`, which its libraries read. The
 * libraries are loaded only here, so a process without tracing does not pay for them.
 */
export async function startTracing(options: TracingOptions): Promise<Tracing> {
  const { endpoint, ratio, role, onLost } = options;
  const sdk = await import('@opentelemetry/sdk-trace');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const resources = await import('@opentelemetry/resources');
  diag.setLogger(lossesTo(onLost), {
    logLevel: DiagLogLevel.ERROR,
    suppressOverrideMessage: true,
  });
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: DELIVERY_MS_MAX,
  });
  const named = resources.resourceFromAttributes({
    'service.namespace': 'ledger',
    'service.name': `ledger-${role}`,
  });
  const detected = resources.detectResources({ detectors: [resources.envDetector] });
  const provider = new sdk.TracerProvider({
    resource: resources.defaultResource().merge(named).merge(detected),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [
      new sdk.BatchSpanProcessor({ exporter, exportTimeoutMillis: DELIVERY_MS_MAX }),
    ],
  });
  return {
    tracer: provider.getTracer('ledger'),
    stop: () => provider.shutdown().catch((error: unknown) => onLost(String(error))),
  };
}

function lossesTo(onLost: (reason: string) => void) {
  const nothing = () => undefined;
  const error = (message: string) => onLost(message);
  return { error, warn: nothing, info: nothing, debug: nothing, verbose: nothing };
}
