import { LEDGER_EVENT_TYPES } from '@ledger/figures-domain';
import { integerParameter, textParameter, type Parameter } from './parameter.js';

/** The most events in a page of the feed. */
export const FEED_EVENTS_MAX = 1_000;

const KNOWN: ReadonlySet<string> = new Set(LEDGER_EVENT_TYPES);
const NAMES = LEDGER_EVENT_TYPES.join(', ');

/** A misspelt type must not be answered with an empty page, as if it had no events. */
const types: Parameter<readonly string[]> = {
  ...textParameter(
    `Only events of these types, separated by commas: ${NAMES}.`,
    'FigureRevised,FigureContradicted',
  ),
  expected: `types of events, separated by commas: ${NAMES}`,
  read: (text) => {
    const named = namesIn(text);
    return named.every((name) => KNOWN.has(name)) ? named : undefined;
  },
  wrongPart: (text) =>
    namesIn(text)
      .filter((name) => !KNOWN.has(name))
      .join(','),
};

function namesIn(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim());
}

/** The parameters that choose among events. */
const FILTERS = {
  stream: textParameter('Only events of this stream.', 'publication-kent-pdb-2024-09'),
  types,
};

/** The parameters of a page of the feed. */
export const FEED_PARAMETERS = {
  after: integerParameter(
    { least: 0 },
    'A position up to the end of the log; the beginning if none is given.',
  ),
  limit: integerParameter({ least: 1, most: FEED_EVENTS_MAX }),
  ...FILTERS,
};

/** The parameter of the events of findings as a stream. */
export const FINDINGS_STREAM_PARAMETERS = { after: integerParameter({ least: 0 }) };

/** The parameters of the feed as a stream. */
export const FEED_STREAM_PARAMETERS = { ...FILTERS, after: integerParameter({ least: 0 }) };
