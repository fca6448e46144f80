import { diag, DiagLogLevel, type Tracer } from '@opentelemetry/api';

/** What traces are made with. */
export interface TracingOptions {
  /** The collector's address for OTLP over HTTP, without a path. */
  readonly endpoint: string;
  /** The share of traces begun here that are made, from 0 to 1; callers decide on theirs. */
  readonly ratio: number;
  /** The part of the deployment that spans come from. */
  readonly role: string;
  /** Told in words when spans could not be delivered; nothing else notices. */
  readonly onLost: (reason: string) => void;
}

/** Traces under way to a collector. */
export interface Tracing {
  readonly tracer: Tracer;
  /** Delivers what is left, as far as the collector takes it; never fails. */
  stop(): Promise<void>;
}

/** A collector that does not answer must hold nobody up. */
const DELIVERY_MS_MAX = 3_000;

/**
 * Starts making traces.
 *
 * Headers for the collector and further attributes come from OpenTelemetry's own variables,
 * `OTEL_EXPORTER_OTLP_HEADERS` and `OTEL_RESOURCE_ATTRIBUTES`, which its libraries read. These
 * are loaded only here, so that whoever makes no traces does not pay for them.
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
  const told = resources.detectResources({ detectors: [resources.envDetector] });
  const provider = new sdk.TracerProvider({
    resource: resources.defaultResource().merge(named).merge(told),
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
