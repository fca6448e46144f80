export * from './bridge-errors.js';
export { NO_METRICS, type BridgeMetrics } from './bridge-metrics.js';
export type { BridgeStatus, PartStatus } from './bridge-status.js';
export type { KafkaConnection, KafkaLog } from './connection.js';
export {
  CURRENT_TYPE,
  type CurrentFigure,
  type CurrentFound,
  type CurrentFigures,
  type CurrentFigureSource,
  type FigurePart,
} from './current-messages.js';
export type { TopicMaking } from './ensure-topics.js';
export { CURRENT_LANE, EVENTS_LANE, type BridgeOut } from './events-out.js';
export * from './kafka-bridge.js';
export { REFUSED_TYPE, type RefusedFacts } from './refused-message.js';
export type { Report } from './take-reports.js';
export * from './topics.js';
export { asyncApiDocument, type AsyncApiOptions } from './async-api.js';
export { EVENT_FACTS } from './schema/event-schemas.js';
export type { JsonSchema } from './schema/json-schema.js';
export {
  CURRENT_MESSAGE,
  eventMessageSchema,
  REFUSED_MESSAGE,
  REPORT_MESSAGE,
} from './schema/message-schemas.js';
