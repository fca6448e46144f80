export * from './broker/bridge-errors.js';
export { NO_METRICS, type BridgeMetrics } from './broker/bridge-metrics.js';
export type { BridgeStatus, PartStatus } from './broker/bridge-statuses.js';
export type { KafkaConnection, KafkaLog } from './broker/connection.js';
export {
  type CurrentFound,
  type CurrentFigures,
  type CurrentFigureSource,
  type FigurePart,
} from './out/current-messages.js';
export type { TopicMaking } from './broker/ensure-topics.js';
export { CURRENT_LANE, EVENTS_LANE, FINDINGS_LANE, type BridgeOut } from './out/events-out.js';
export * from './kafka-bridge.js';
export * from './broker/topics.js';
export { asyncApiDocument, type AsyncApiOptions } from './schema/async-api.js';
