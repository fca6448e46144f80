export {
  AppendOutcomeUnknown,
  EventTooLarge,
  MalformedAppend,
  RevisionConflict,
  StoreUnavailable,
} from '@ledger/event-store-port';
export * from './application-refusals.js';
export * from './check-record.js';
export * from './clock.js';
export * from './close-follow-up.js';
export * from './cloud-event.js';
export type { CommandAnswer } from './command-decider.js';
export * from './correct-transcription.js';
export * from './define-measure.js';
export type { FeedEvent, FeedFilter, FeedPage } from './feed.js';
export * from './feed-follower.js';
export * from './figures-application.module.js';
export * from './raise-follow-up.js';
export * from './read-feed.js';
export * from './redefine-measure.js';
export * from './register-area.js';
export * from './register-publication.js';
export * from './register-publisher.js';
export * from './release-publication.js';
export * from './reopen-publication.js';
export * from './report-figures.js';
export * from './report-figures-together.js';
export * from './seal-publication.js';
export * from './supersede-publication.js';
export * from './update-follow-up.js';
