import { positionsAsText } from '@ledger/figures-application';
import type { LedgerError } from '@ledger/kernel';
import { bodyRefusalStatus, REFUSAL_STATUS } from './refusal-status.js';
import type { RefusalCode } from './refusal-code.js';

/** The media type of every error (RFC 9457). */
export const PROBLEM_TYPE = 'application/problem+json';

/** The answer to a refused or failed request (RFC 9457). */
export interface Problem {
  /** Where the problem is described, relative to this server. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** A stable code for programs. */
  readonly code: string;
  readonly correlationId: string;
  /** What was found, by field, if the refusal has such details. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

const FACT_CHARACTERS_MAX = 500;

/** The code of a bug or an outage, which is not a refusal. */
export const UNEXPECTED = 'unexpected-failure';

/** True if the word is the code of a refusal this server gives. */
export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(REFUSAL_STATUS, code);
}

/**
 * A refusal as the caller sees it, or `undefined` for errors that callers must not see.
 *
 * @param isAddressed true if what it is about is named by the address, not by the body
 */
export function problemOf(
  error: LedgerError,
  correlationId: string,
  isAddressed: boolean,
): Problem | undefined {
  const { code } = error;
  if (!isRefusalCode(code)) return undefined;
  const status = isAddressed ? REFUSAL_STATUS[code] : bodyRefusalStatus(code);
  const facts = status < 500 ? factsOf(error) : {};
  return {
    ...problemType(code),
    status,
    detail: error.message,
    code,
    correlationId,
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  };
}

/** The answer to an unexpected error. */
export function unexpectedProblem(correlationId: string): Problem {
  return {
    ...problemType(UNEXPECTED),
    status: 500,
    detail: `Something broke here. Tell the operator the correlation id ${correlationId}.`,
    code: UNEXPECTED,
    correlationId,
  };
}

/** The address that describes a code, and its title. */
export function problemType(code: string): { readonly type: string; readonly title: string } {
  const words = code.replaceAll('-', ' ');
  return {
    type: `/api/v1/problems/${code}`,
    title: words.charAt(0).toUpperCase() + words.slice(1),
  };
}

/** The fields that a refusal adds to those of every error; outages add none. */
function factsOf(error: LedgerError): Record<string, unknown> {
  const {
    name: _name,
    code: _code,
    kind: _kind,
    ...facts
  } = error as unknown as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, bounded(positionsAsText(name, fact))]),
  );
}

/** A problem quotes what was sent, but never the whole of a large body. */
function bounded(fact: unknown): unknown {
  return typeof fact === 'string' ? fact.slice(0, FACT_CHARACTERS_MAX) : fact;
}
