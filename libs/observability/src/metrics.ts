import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

interface MetricLine<Kind extends string, Label extends string> {
  readonly kind: Kind;
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Label[];
  /** Upper bounds in the metric's unit; for histograms only. */
  readonly buckets?: readonly number[];
}

/** Seconds, from less than a disk flush to more than a caller waits. */
const SECONDS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

/**
 * Every metric of the server, one line each. Dashboards and alerts depend on these names and
 * labels: a name never changes its meaning.
 */
export const METRICS = {
  appendSeconds: {
    kind: 'histogram',
    name: 'ledger_append_seconds',
    help: 'Time of an append; outcome is appended, repeated, or the code of what went wrong.',
    labels: ['outcome'],
    buckets: SECONDS,
  },
  appendConflicts: {
    kind: 'counter',
    name: 'ledger_append_conflicts_total',
    help: 'Appends refused because somebody else had appended first.',
    labels: [],
  },
  clockLeaps: {
    kind: 'counter',
    name: 'ledger_clock_leaps_total',
    help: 'Appends refused because the clock of the machine or of the log cannot be right.',
    labels: [],
  },
  eventsAppended: {
    kind: 'counter',
    name: 'ledger_events_appended_total',
    help: 'Events this process added to the log.',
    labels: [],
  },
  foreignEvents: {
    kind: 'counter',
    name: 'ledger_foreign_events_total',
    help: 'Events that others wrote to streams of the ledger, met and passed over.',
    labels: [],
  },
  logReachable: {
    kind: 'gauge',
    name: 'ledger_log_reachable',
    help: '1 if the log answered when these numbers were asked for, else 0.',
    labels: [],
  },
  logPosition: {
    kind: 'gauge',
    name: 'ledger_log_position',
    help: 'Position of the last event of the log; on some servers positions count bytes.',
    labels: [],
  },
  projectionPosition: {
    kind: 'gauge',
    name: 'ledger_projection_position',
    help: 'Position of the last event a projection reflects.',
    labels: ['projection'],
  },
  projectionLagEvents: {
    kind: 'gauge',
    name: 'ledger_projection_lag_events',
    help: 'Events a projection does not reflect yet, counted up to 5,000.',
    labels: ['projection'],
  },
  projectionLagSeconds: {
    kind: 'gauge',
    name: 'ledger_projection_lag_seconds',
    help: 'Age of the first event a projection does not reflect yet; 0 if there is none.',
    labels: ['projection'],
  },
  projectionStopped: {
    kind: 'gauge',
    name: 'ledger_projection_stopped',
    help: '1 if a projection stands still before an event it cannot take, else 0.',
    labels: ['projection'],
  },
  bridgeInMessages: {
    kind: 'counter',
    name: 'ledger_bridge_in_messages_total',
    help: 'Messages with reports that were answered, refused ones included.',
    labels: [],
  },
  bridgeInLagMessages: {
    kind: 'gauge',
    name: 'ledger_bridge_in_lag_messages',
    help: 'Messages of a partition that the broker holds and that are not answered.',
    labels: ['partition'],
  },
  bridgeInUnreadable: {
    kind: 'counter',
    name: 'ledger_bridge_in_unreadable_total',
    help: 'Times a batch of a partition could not be read; it is tried again.',
    labels: ['partition'],
  },
  bridgeInHeld: {
    kind: 'gauge',
    name: 'ledger_bridge_in_held',
    help: '1 while a partition stands still before a batch that cannot be read, else 0.',
    labels: ['partition'],
  },
  bridgeRefused: {
    kind: 'counter',
    name: 'ledger_bridge_refused_total',
    help: 'Messages that went to the refused topic, by the refusal.',
    labels: ['code'],
  },
  bridgeOutMessages: {
    kind: 'counter',
    name: 'ledger_bridge_out_messages_total',
    help: 'Messages stored in a topic.',
    labels: ['topic'],
  },
  bridgeOutLagEvents: {
    kind: 'gauge',
    name: 'ledger_bridge_out_lag_events',
    help: 'Events a lane has not sent yet, counted up to 5,000.',
    labels: ['lane'],
  },
  bridgeOutLagSeconds: {
    kind: 'gauge',
    name: 'ledger_bridge_out_lag_seconds',
    help: 'Age of the first event a lane has not sent yet; 0 if there is none.',
    labels: ['lane'],
  },
  findingsReviews: {
    kind: 'counter',
    name: 'ledger_findings_reviews_total',
    help: 'Reviews of publications by the follower, by outcome; refused ones by their code.',
    labels: ['outcome'],
  },
  findingsRaised: {
    kind: 'counter',
    name: 'ledger_findings_raised_total',
    help: 'Findings that the follower of this process raised.',
    labels: [],
  },
  findingsClosed: {
    kind: 'counter',
    name: 'ledger_findings_closed_total',
    help: 'Findings that the follower of this process closed: reconciled or superseded.',
    labels: [],
  },
  findingsLagEvents: {
    kind: 'gauge',
    name: 'ledger_findings_lag_events',
    help: 'Events that the follower has not reviewed yet, counted up to 5,000.',
    labels: ['follower'],
  },
  findingsLagSeconds: {
    kind: 'gauge',
    name: 'ledger_findings_lag_seconds',
    help: 'Age of the first event that the follower has not reviewed yet; 0 if there is none.',
    labels: ['follower'],
  },
  reports: {
    kind: 'counter',
    name: 'ledger_reports_total',
    help: 'Reports answered, over HTTP or Kafka, by outcome.',
    labels: ['outcome'],
  },
  reportsRefused: {
    kind: 'counter',
    name: 'ledger_reports_refused_total',
    help: 'Reports refused, over HTTP or Kafka, by the refusal.',
    labels: ['code'],
  },
  httpRequestSeconds: {
    kind: 'histogram',
    name: 'ledger_http_request_seconds',
    help: 'Time from a request to the end of its answer.',
    labels: ['method', 'route', 'status'],
    buckets: SECONDS,
  },
} as const satisfies Record<string, MetricLine<'counter' | 'gauge' | 'histogram', string>>;

type Table = typeof METRICS;

type MetricOf<Line> =
  Line extends MetricLine<'counter', infer Label>
    ? Counter<Label>
    : Line extends MetricLine<'gauge', infer Label>
      ? Gauge<Label>
      : Line extends MetricLine<'histogram', infer Label>
        ? Histogram<Label>
        : never;

/** The metrics of one process, by the names of {@link METRICS}. */
export type LedgerMetrics = { readonly [Name in keyof Table]: MetricOf<Table[Name]> };

/** Creates the metrics of {@link METRICS} in a registry, all at zero. */
export function makeMetrics(registry: Registry): LedgerMetrics {
  const made = Object.entries(METRICS).map(([field, line]) => [
    field,
    makeMetric(line, registry),
  ]);
  return Object.fromEntries(made) as LedgerMetrics;
}

/** Adds the standard metrics of a Node process: memory, event loop, open files. */
export function addProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
}

type AnyLine = MetricLine<'counter' | 'gauge' | 'histogram', string>;

function makeMetric({ kind, name, help, labels, buckets }: AnyLine, registry: Registry) {
  const common = { name, help, labelNames: [...labels], registers: [registry] };
  switch (kind) {
    case 'counter':
      return new Counter(common);
    case 'gauge':
      return new Gauge(common);
    case 'histogram':
      return new Histogram({ ...common, buckets: [...(buckets ?? SECONDS)] });
    default:
      return kind satisfies never;
  }
}
