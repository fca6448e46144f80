export { ageCheck, dutyCheck, logCheck, diskCheck } from './duties/checks.js';
export { openBridgeDuty } from './duties/open-bridge-duty.js';
export { StoredPosition } from './duties/followed-position.js';
export { FindingsDuty } from './duties/findings-duty.js';
export { LogThread } from './duties/log-thread.js';
export {
  openLog,
  openLogIn,
  logFolderOf,
  logPlaceOf,
  openLogToRead,
  type OpenLog,
} from './engines/open-log.js';
export { compareWithLog } from './engines/signed-end.js';
export { Closing } from './duties/closing.js';
export { type Duty } from './duties/duty.js';
export { LeasedProjector } from './duties/leased-projector.js';
export { type ProjectorTask } from './duties/projector-messages.js';
export * from './duties/projector-thread.js';
export * from './duties/projector.js';
export { replay } from './duties/replay.js';
export { underLease } from './duties/under-lease.js';
export * from './duties/viewed-figures.js';
export { openEmbedded } from './engines/embedded-engines.js';
export { openEmbeddedStore, openEmbeddedViews } from './engines/embedded-views.js';
export type { Engines, SharedEngines } from './engines/engines.js';
export { GuardedEventStore } from './engines/guarded-event-store.js';
export { makeFolder } from './engines/make-folder.js';
export type { EventsToFollow } from './engines/events-to-follow.js';
export * from './engines/open-engines.js';
export { LogClock } from './engines/log-clock.js';
export { LogWatermark } from './engines/log-watermark.js';
export { compareWithViews } from './engines/seen-by-views.js';
export { AddressUnusable, checkAddress, prepareDataFolder } from './engines/start-checks.js';
export { assertViewsShapeKnown } from './engines/views-shape-check.js';
export { progressOn } from './seeding/progress.js';
export * from './seeding/seeding.js';
export * from './settings/engine-settings.js';
export * from './settings/ledger-place.js';
export * from './settings/malformed-settings.js';
export * from './settings/settings.js';
