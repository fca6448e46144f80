import { isCode, isWord, STATISTICS } from '@ledger/figures-domain';
import type { SeriesQuestion } from '@ledger/figures-read-models';
import { MalformedParameter } from '../problem/http-refusals.js';
import {
  CLOCKS,
  readClocks,
  readText,
  readTexts,
  readWord,
  type QueryParameters,
} from './query-parameters.js';

/** The query parameters of a series. */
export const SERIES_NAMES = ['area', 'statistic', 'breakdown', 'comparedWith', ...CLOCKS];

/**
 * Reads which of a measure's figures are requested.
 *
 * @throws {MalformedParameter}
 */
export function readSeriesQuestion(query: QueryParameters): Omit<SeriesQuestion, 'measure'> {
  const statistic = readWord(query, 'statistic', STATISTICS);
  const breakdown = readText(query, 'breakdown');
  return {
    ...readTexts(query, ['area', 'comparedWith']),
    ...(statistic === undefined ? {} : { statistic }),
    ...(breakdown === undefined ? {} : { breakdown: readBreakdown(breakdown) }),
    ...readClocks(query),
  };
}

/** @throws {MalformedParameter} */
function readBreakdown(text: string): Record<string, string> {
  const breakdown: Record<string, string> = {};
  for (const part of text.split(';')) {
    const [name = '', value = '', ...rest] = part.split('=');
    if (!isWord(name) || !isCode(value) || rest.length > 0 || Object.hasOwn(breakdown, name)) {
      throw new MalformedParameter('breakdown', text, 'dimensions as channel=101;sex=female');
    }
    breakdown[name] = value;
  }
  return breakdown;
}
