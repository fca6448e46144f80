/** What consumers of the feed must know about embargoes. */
export const FEED_HOLDS_ALL =
  'The feed is the whole log, for programs that keep a copy of it: what a publication under ' +
  'embargo prints is in it from the moment it is recorded. `PublicationRegistered` tells with ' +
  '`isEmbargoed` that a publication is, and `PublicationReleased` that it is no longer. Let ' +
  'nobody have the feed who may not know before the release.';

/** What consumers that build their own views must know about event types. */
export const TYPES_ARE_OF_ARRIVAL =
  'The type of an event says what was decided when its report arrived, and reports arrive in any ' +
  'order: a paper of 2017 may be captured after one of 2024. A history is therefore never folded ' +
  'from types in order of position: keep what each appearance printed, and order it along ' +
  'publication time (the end of the day, month or year a publication is dated to, then its id; ' +
  'within one publication its own figure before a comparative, an exact number before a hedged ' +
  'one, the narrower rounding interval, then the line). `TranscriptionCorrected` replaces what ' +
  'an appearance says, because the ledger had read it wrongly; `AppearanceRetracted` takes one ' +
  'away, because it is not printed there. A program of fifty lines that ' +
  'does this stands in the project, in `libs/http/examples`.';
