import { describe, expect, it } from '@jest/globals';
import type { Documents } from './documents.js';
import {
  mismatchText,
  verifyClaims,
  type CapturedFrom,
  type PlaceClaim,
} from './verify-claims.js';
import { verifyParts } from './verify-parts.js';

const LINES = ['Title', '', '12 calls, 3 of 13, then 3', 'Two arrests', '', 'End'];
const ARTEFACT = { file: 'p.txt', sha256: 'abc', bytes: 70, mediaType: 'text/plain' };
const PAPER: CapturedFrom = { id: 'paper', artefact: ARTEFACT };

function documents(change: Partial<{ bytes: number; lines: null }> = {}): Documents {
  const document = { path: 'other.txt', sha256: 'abc', bytes: 70, lines: LINES, ...change };
  return new Map([['abc', document]]);
}

function claim(change: Partial<PlaceClaim>): PlaceClaim {
  return { publication: 'paper', source: '01-a.csv:2', printed: '12', line: 3, ...change };
}

function codes(change: Partial<PlaceClaim>, paper: CapturedFrom = PAPER): readonly string[] {
  return verifyClaims([paper], [claim(change)], documents()).mismatches.map(({ code }) => code);
}

function part(id: string, first: number, last: number): CapturedFrom {
  return { ...PAPER, id, part: { pack: 'pack', title: id, lines: [first, last] } };
}

describe('Verifying claims against a document', () => {
  it('agrees where the token stands on its line, as often as it is counted', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ printed: '3', occurrence: 2 })).toEqual([]);
    expect(codes({ printed: 'Two', line: 4 })).toEqual([]);
  });

  it.each<[string, Partial<PlaceClaim>]>([
    ['token-not-on-line', { printed: '2' }],
    ['token-not-on-line', { line: 4 }],
    ['token-not-on-line', { printed: '21' }],
    ['occurrence-not-on-line', { printed: '3', occurrence: 3 }],
    ['occurrence-ambiguous', { printed: '3' }],
    ['line-not-in-artefact', { line: 7 }],
  ])('finds %s for %j', (code, change) => {
    expect(codes(change)).toEqual([code]);
  });

  it('names sheet, row, line and token', () => {
    const [mismatch] = verifyClaims(
      [PAPER],
      [claim({ printed: '21' })],
      documents(),
    ).mismatches;
    expect(mismatch).toMatchObject({ source: '01-a.csv:2', line: 3, token: '21' });
    expect(mismatchText(mismatch!)).toBe(
      '01-a.csv:2: "21" does not stand on line 3 as a whole token.',
    );
  });

  it('names the event and the figure of a claim of the log', () => {
    const event = claim({ source: 'event-1', key: 'crime.all/kent/2024-05', printed: '21' });
    const { mismatches } = verifyClaims([PAPER], [event], documents());
    expect(mismatches[0]).toMatchObject({ source: 'event-1', key: 'crime.all/kent/2024-05' });
  });

  it('checks only that the line is there where nothing was printed', () => {
    const { printed: _printed, ...followUp } = claim({ line: 6 });
    expect(verifyClaims([PAPER], [followUp], documents()).mismatches).toEqual([]);
    expect(
      verifyClaims([PAPER], [{ ...followUp, line: 60 }], documents()).mismatches,
    ).toHaveLength(1);
  });

  it('refuses a line of another part of the pack', () => {
    expect(codes({}, part('paper', 4, 6))).toEqual(['lines-outside-part']);
    expect(codes({}, part('paper', 1, 2))).toEqual(['lines-outside-part']);
    expect(codes({}, part('paper', 3, 3))).toEqual([]);
  });

  it('reports an absent document once, and counts what was not checked', () => {
    const claims = [claim({}), claim({ line: 4 })];
    const answer = verifyClaims([PAPER], claims, new Map());
    expect(answer).toMatchObject({ checked: 0, unchecked: 2 });
    expect(answer.absent).toMatchObject([{ publication: 'paper' }]);
    expect(answer.mismatches).toEqual([]);
  });

  it('counts a claim without a line as unchecked', () => {
    const { line: _line, ...release } = claim({});
    expect(verifyClaims([PAPER], [release], documents())).toEqual({
      checked: 0,
      unchecked: 1,
      absent: [],
      mismatches: [],
    });
  });

  it('finds a size that differs, and a document that is no text', () => {
    const sized = verifyClaims([PAPER], [claim({})], documents({ bytes: 71 }));
    expect(sized).toMatchObject({
      checked: 1,
      mismatches: [{ code: 'artefact-bytes-differ' }],
    });
    const binary = verifyClaims([PAPER], [claim({})], documents({ lines: null }));
    expect(binary).toMatchObject({ unchecked: 1, mismatches: [{ code: 'artefact-not-text' }] });
  });
});

describe('Verifying the parts of a pack', () => {
  function partProblems(...papers: readonly CapturedFrom[]) {
    return verifyParts(papers, documents()).map(({ code, line }) => [code, line]);
  }

  it('agrees when every line that holds something belongs to one part', () => {
    expect(partProblems(part('a', 1, 3), part('b', 4, 6))).toEqual([]);
    expect(partProblems(part('a', 1, 1), part('b', 3, 4), part('c', 6, 6))).toEqual([]);
    expect(partProblems(PAPER)).toEqual([]);
  });

  it('finds lines of no part, lines of two, and lines that are not there', () => {
    expect(partProblems(part('a', 3, 4))).toEqual([
      ['part-line-unclaimed', 1],
      ['part-line-unclaimed', 6],
    ]);
    expect(partProblems(part('a', 1, 4), part('b', 3, 6))).toEqual([['parts-overlap', 3]]);
    expect(partProblems(part('a', 1, 7))).toEqual([['line-not-in-artefact', 7]]);
  });
});
