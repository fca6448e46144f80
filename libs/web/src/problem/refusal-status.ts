import type { RefusalCode, TransientCode } from './refusal-code.js';

/** The statuses a refusal can have. */
export type RefusalStatus =
  400 | 403 | 404 | 405 | 406 | 408 | 409 | 413 | 415 | 421 | 422 | 500 | 503;

/** 503 is for what is transient, and what is transient has no other status. */
type StatusOfEach = {
  readonly [Code in RefusalCode]: Code extends TransientCode
    ? 503
    : Exclude<RefusalStatus, 503>;
};

/**
 * The HTTP status of every refusal, by its code; a code without a line does not compile.
 *
 * 400: it cannot be read. 403: it may not be seen yet, or not be sent from there. 404: the
 * address names nothing. 405: the address has other methods. 408: it did not arrive in time.
 * 409: it conflicts with the log, or its stream was deleted outside the ledger. 413: it is
 * larger than one request may be. 421: it is meant for another server. 422: it is well-formed
 * and not valid. 503: the same request may succeed later. A 500 here is a mistake or damage
 * that no caller can cause or mend.
 */
export const REFUSAL_STATUS: StatusOfEach = {
  'across-streams-not-offered': 500,
  'already-registered': 409,
  'answers-not-read': 408,
  'appearance-already-captured': 409,
  'appearance-retracted': 409,
  'append-outcome-unknown': 503,
  'append-too-large': 413,
  'area-within-itself': 422,
  'artefact-differs': 409,
  'body-timed-out': 408,
  'body-too-large': 413,
  'corrects-later-publication': 422,
  'clock-leapt': 503,
  'definition-out-of-order': 409,
  'event-not-readable': 500,
  'event-too-large': 413,
  'evidence-not-ready': 503,
  'finding-decision-out-of-order': 409,
  'follow-up-already-raised': 409,
  'follow-up-closed': 409,
  'foreign-host': 421,
  'foreign-origin': 403,
  'idempotency-key-reused': 422,
  'line-too-long': 413,
  'malformed-append': 500,
  'malformed-body': 400,
  'malformed-cursor': 400,
  'malformed-decimal': 400,
  'malformed-encoding': 400,
  'malformed-envelope': 400,
  'malformed-figure-key': 400,
  'malformed-follow-up': 422,
  'malformed-header': 400,
  'malformed-instant': 400,
  'malformed-json': 400,
  'malformed-name': 400,
  'malformed-parameter': 400,
  'malformed-period': 400,
  'malformed-published-date': 400,
  'malformed-report': 400,
  'malformed-request': 400,
  'malformed-text': 400,
  'member-title-taken': 409,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'not-ready': 503,
  'nothing-to-change': 422,
  'owned-by-another': 409,
  'page-limit-out-of-bounds': 400,
  'position-beyond-record': 409,
  'printed-ambiguous': 422,
  'printed-does-not-say-value': 422,
  'printed-hedges-otherwise': 422,
  'printed-marker-missing': 422,
  'printed-not-readable': 422,
  'printed-says-number': 422,
  'publication-not-embargoed': 409,
  'publication-not-sealed': 409,
  'publication-sealed': 409,
  'publication-superseded-already': 409,
  'publication-supersedes-itself': 422,
  'publication-under-embargo': 403,
  'publication-without-artefact': 409,
  'revision-conflict': 503,
  'search-without-words': 400,
  'seen-out-of-time': 422,
  'series-too-wide': 422,
  'store-access-denied': 503,
  'store-shape-unknown': 503,
  'store-unavailable': 503,
  'stream-deleted': 409,
  'stream-too-busy': 503,
  'too-many-figures-to-check': 422,
  'too-many-reports': 413,
  'unit-not-of-measure': 422,
  'units-not-comparable': 409,
  'unknown-appearance': 422,
  'unknown-area': 404,
  'restatement-without-basis': 422,
  'unknown-definition-version': 422,
  'unknown-figure': 404,
  'unknown-finding': 404,
  'unknown-follow-up': 404,
  'unknown-marker': 400,
  'unknown-measure': 404,
  'unknown-member': 422,
  'unknown-parameter': 400,
  'unknown-problem': 404,
  'unknown-publication': 404,
  'unknown-publisher': 404,
  'unknown-route': 404,
  'unknown-rule': 400,
  'unknown-table': 404,
  'unsupported-media-type': 415,
  'value-and-markers-disagree': 422,
  'views-behind': 503,
  'views-not-built': 503,
  'views-unavailable': 503,
};

/**
 * The status of a refusal of something that a body names: 404 is kept for what the address
 * names, because a client that sent a body did find the right address.
 */
export function bodyRefusalStatus(code: RefusalCode): RefusalStatus {
  const status = REFUSAL_STATUS[code];
  return status === 404 ? 422 : status;
}
