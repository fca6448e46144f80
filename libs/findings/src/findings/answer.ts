import type { KnownFinding, Locator } from '@ledger/figures-domain';
import { rangeWords } from './explanation.js';
import type { PrintedFigure } from '../figures/printed-figure.js';
import type { Verdict } from '../checks/check.js';
import type { Slip } from '../diagnosis/slip.js';
import { saysDirection } from '../figures/precision.js';
import type { Found } from './finding.js';
import type { Severity } from './severity.js';

/** A printed number that a finding depends on, as programs receive it. */
export interface InputAnswer {
  /** Id of the event that records it. */
  readonly event: string;
  /** Key of the figure. */
  readonly figure: string;
  readonly publication: string;
  readonly printed: string;
  readonly value: string;
  readonly unit: string;
  readonly locator: Locator;
}

/** A number that may be the wrong one. */
export interface SuspectAnswer {
  readonly event: string;
  readonly figure: string;
  readonly publication: string;
  readonly printed: string;
  readonly locator: Locator;
  /** What it would have to be, in the figure's unit; null if that is not one number. */
  readonly needed: string | null;
  /** All possible values. */
  readonly range: string;
  /** How many of its other checks would then hold, and how many that hold now would fail. */
  readonly holds: number;
  readonly breaks: number;
  readonly slips: readonly Slip[];
}

/** What was decided about a finding; `none` of a check that found nothing wrong. */
export const FINDING_STATUSES = [
  'open',
  'explained',
  'accepted',
  'dismissed',
  'reconciled',
  'superseded',
  'none',
] as const satisfies readonly (KnownFinding['status'] | 'none')[];

/** What became of a finding. */
export type FindingStatus = (typeof FINDING_STATUSES)[number];

/** A finding as programs receive it. */
export interface FindingAnswer {
  readonly id: string;
  readonly rule: string;
  readonly version: number;
  readonly verdict: Verdict;
  readonly severity: Severity;
  readonly status: FindingStatus;
  readonly explanation: string;
  readonly inputs: readonly InputAnswer[];
  readonly steps: readonly string[];
  readonly suspects: readonly SuspectAnswer[];
  readonly diagnosis: string | null;
  /** Other rules that the same cause breaks. */
  readonly also: readonly string[];
}

/** The finding with its status, ready for JSON. */
export function findingAnswer(found: Found, status: FindingStatus): FindingAnswer {
  const { id, rule, verdict, severity, explanation, inputs, steps, diagnosis, also } = found;
  return {
    ...{ id, rule: rule.name, version: rule.version, verdict, severity, status, explanation },
    inputs: inputs.map(inputAnswer),
    steps,
    suspects: found.suspects.map((suspect) => ({
      ...placed(suspect.figure),
      needed: saysDirection(suspect.figure) ? null : suspect.value,
      range: rangeWords(suspect.needed, suspect.figure),
      holds: suspect.holds,
      breaks: suspect.breaks,
      slips: suspect.slips,
    })),
    ...{ diagnosis, also },
  };
}

function inputAnswer(figure: PrintedFigure): InputAnswer {
  const { value, unit } = figure.print;
  const { locator, ...place } = placed(figure);
  return { ...place, value, unit, locator };
}

function placed({ event, key, publication, print, locator }: PrintedFigure) {
  return { event, figure: key, publication, printed: print.printed, locator };
}
