export * from './broker/bridge-errors.js';
export { NO_METRICS, type BridgeMetrics } from './broker/bridge-metrics.js';
export type { BridgeStatus, PartStatus } from './broker/bridge-status.js';
export type { KafkaConnection, KafkaLog } from './broker/connection.js';
export {
  CURRENT_TYPE,
  type CurrentFigure,
  type CurrentFound,
  type CurrentFigures,
  type CurrentFigureSource,
  type FigurePart,
} from './out/current-messages.js';
export type { TopicMaking } from './broker/ensure-topics.js';
export { CURRENT_LANE, EVENTS_LANE, type BridgeOut } from './out/events-out.js';
export * from './kafka-bridge.js';
export { REFUSED_TYPE, type RefusedFacts } from './out/refused-message.js';
export type { Report } from './in/take-reports.js';
export * from './broker/topics.js';
export { asyncApiDocument, type AsyncApiOptions } from './schema/async-api.js';
export { EVENT_FACTS } from './schema/event-schemas.js';
export type { JsonSchema } from './schema/json-schema.js';
export {
  CURRENT_MESSAGE,
  eventMessageSchema,
  REFUSED_MESSAGE,
  REPORT_MESSAGE,
} from './schema/message-schemas.js';
