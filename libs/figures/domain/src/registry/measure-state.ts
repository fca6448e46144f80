import type { EventRecord } from '@ledger/kernel';
import { isCode, isWord } from '../text/names.js';
import type {
  DefinitionFacts,
  MeasureDefined,
  MeasureEvent,
  MeasureFacts,
  MeasureRedefined,
} from './registry-events.js';
import { DefinitionOutOfOrder, MalformedName, UnknownMeasure } from './registry-refusals.js';
import { refuseOtherFacts } from './same-facts.js';

/** A measure as deciding sees it. */
export interface DefinedMeasure extends MeasureFacts {
  /** In order, from version 1. */
  readonly versions: readonly MeasureVersion[];
}

/** One version of what a measure counts. */
export interface MeasureVersion {
  readonly version: number;
  readonly definition: string;
  readonly validFrom?: string;
  readonly breaks?: boolean;
  readonly notice?: DefinitionFacts['notice'];
}

/** A measure, or undefined before it is defined. */
export type MeasureState = DefinedMeasure | undefined;

/** The state after one more event. */
export function evolveMeasure(
  state: MeasureState,
  record: EventRecord<MeasureEvent>,
): MeasureState {
  switch (record.type) {
    case 'MeasureDefined': {
      const facts = record.data as MeasureFacts;
      return { ...facts, versions: [{ version: 1, definition: facts.definition }] };
    }
    case 'MeasureRedefined': {
      if (state === undefined) throw new TypeError('A measure is defined before redefined.');
      const { code, ...version } = record.data as DefinitionFacts;
      return { ...state, versions: [...state.versions, version] };
    }
  }
}

/**
 * Defines a measure; the same definition again changes nothing.
 *
 * @throws {AlreadyRegistered} it is defined with other facts
 * @throws {MalformedName} a code is no code, or there is no unit that is one
 */
export function defineMeasure(command: MeasureFacts, state: MeasureState): MeasureDefined[] {
  for (const code of [command.code, ...command.sumOf, ...command.madeFrom]) {
    if (!isCode(code)) throw new MalformedName('measure', code);
  }
  for (const unit of command.units.length === 0 ? [''] : command.units) {
    if (!isUnit(unit)) throw new MalformedName('unit', unit);
  }
  if (state === undefined) return [{ type: 'MeasureDefined', data: command }];
  const { versions, ...facts } = state;
  refuseOtherFacts('measure', command.code, facts, command);
  return [];
}

/**
 * Adds a definition version; the same version again changes nothing.
 *
 * @throws {UnknownMeasure} it was never defined
 * @throws {DefinitionOutOfOrder} a version was left out
 * @throws {AlreadyRegistered} the version is there with other facts
 */
export function redefineMeasure(
  command: DefinitionFacts,
  state: MeasureState,
): MeasureRedefined[] {
  if (state === undefined) throw new UnknownMeasure(command.code);
  const { code, ...version } = command;
  const known = state.versions.find((candidate) => candidate.version === command.version);
  if (known !== undefined) {
    refuseOtherFacts('measure', `${code} version ${command.version}`, known, version);
    return [];
  }
  const next = state.versions.length + 1;
  if (command.version !== next) {
    throw new DefinitionOutOfOrder(command.code, command.version, next);
  }
  return [{ type: 'MeasureRedefined', data: command }];
}

/** The name of the stream a measure's events are on. */
export function measureStream(code: string): string {
  return `measure-${code}`;
}

/** Kebab-case words, or a currency of ISO 4217. */
function isUnit(unit: string): boolean {
  return isWord(unit) || /^[A-Z]{3}$/.test(unit);
}
