import { describe, expect, it } from '@jest/globals';
import { coverDocuments, excludedByRule, unaccounted } from './coverage.js';
import type { Documents } from './documents.js';
import { UnknownExclusionRule } from './exclusion-rules.js';
import { PUBLICATION, reading, sheet, type SheetCells } from './testing/seed-fixture.js';

const SHEET = 'paper-2024/01-crime.csv';
const EXCLUDED = 'paper-2024/excluded.csv';

/** The coverage of a document that the fixture's paper was captured from. */
function cover(
  lines: readonly string[],
  rows: readonly SheetCells[] = [],
  excluded: readonly string[] = [],
) {
  const { plan } = reading({
    [SHEET]: sheet(...rows),
    [EXCLUDED]: ['line,token,occurrence,reason', ...excluded, ''].join('\n'),
  });
  const { sha256, bytes } = PUBLICATION.artefact;
  const documents: Documents = new Map([[sha256, { path: 'p.txt', sha256, bytes, lines }]]);
  return coverDocuments(plan, documents);
}

function accounts(answer: ReturnType<typeof cover>) {
  return answer.documents[0]!.tokens.map(({ text, account }) => [text, account.state]);
}

describe('The coverage of a document', () => {
  it('says of every number what became of it', () => {
    const answer = cover(
      ['In May 2024', '412 offences on 17 roads, 9 of the M26'],
      [{ line: '2' }],
      ['2,M26,,name-of-road'],
    );
    expect(accounts(answer)).toEqual([
      ['2024', 'excluded-by-rule'],
      ['412', 'captured'],
      ['17', 'unaccounted'],
      ['9', 'unaccounted'],
      ['M26', 'excluded-by-row'],
    ]);
    expect(answer.totals).toEqual({
      numbers: 5,
      captured: 1,
      'excluded-by-rule': 1,
      'excluded-by-row': 1,
      unaccounted: 2,
    });
    expect(answer.documents[0]!.totals).toEqual(answer.totals);
  });

  it('names the row, the rule or the reason, and the place', () => {
    const answer = cover(['412 in May 2024 aged 17'], [{ line: '1' }], ['1,17,,age']);
    expect(answer.documents[0]!.tokens).toEqual([
      {
        line: 1,
        column: 1,
        text: '412',
        context: '412 in May 2024 aged 17',
        publication: 'paper-2024',
        account: { state: 'captured', rows: [`${SHEET}:2`] },
      },
      expect.objectContaining({
        column: 12,
        account: { state: 'excluded-by-rule', rule: 'month' },
      }),
      expect.objectContaining({
        account: { state: 'excluded-by-row', row: `${EXCLUDED}:2`, reason: 'age' },
      }),
    ]);
  });

  it('takes a number as captured, by every row that has it, though a rule would exclude it', () => {
    const change = { value: '2019', printed: '2019', line: '1' };
    const answer = cover(['rose in 2019'], [change, { ...change, area: 'county.town' }]);
    expect(answer.documents[0]!.tokens[0]!.account).toEqual({
      state: 'captured',
      rows: [`${SHEET}:2`, `${SHEET}:3`],
    });
    expect(answer.problems).toEqual([]);
  });

  it('takes the occurrence that a row names and no other', () => {
    const row = { value: '3', printed: '3', line: '1', occurrence: '2' };
    expect(accounts(cover(['3 of 3 in 3'], [row]))).toEqual([
      ['3', 'unaccounted'],
      ['3', 'captured'],
      ['3', 'unaccounted'],
    ]);
  });

  it('takes all numbers within a captured token', () => {
    const row = {
      measure: 'solved.rate',
      unit: 'percent',
      value: '5',
      printed: '5-6%',
      line: '1',
    };
    expect(accounts(cover(['about 5-6% of'], [row]))).toEqual([
      ['5', 'captured'],
      ['6%', 'captured'],
    ]);
  });

  it('counts the numbers of no publication as unaccounted, unless only a part was read', () => {
    const part = { pack: 'pack', title: 'Part', lines: [2, 2] };
    const texts = {
      'paper-2024/publication.json': JSON.stringify({ ...PUBLICATION, part }),
      [SHEET]: sheet({ line: '2' }),
    };
    const { sha256, bytes } = PUBLICATION.artefact;
    const document = { path: 'p.txt', sha256, bytes, lines: ['7', '412'] };
    const left = (isWhole: boolean) => {
      const { plan } = reading(texts, isWhole);
      return unaccounted(coverDocuments(plan, new Map([[sha256, document]])));
    };
    expect(left(true).map(({ text, publication }) => [text, publication])).toEqual([
      ['7', undefined],
    ]);
    expect(left(false)).toEqual([]);
  });

  it('lists what one rule excludes, and refuses a rule that is none', () => {
    const answer = cover(['17 May 2024', 'and June 2024']);
    expect(excludedByRule(answer, 'date').map(({ text }) => text)).toEqual(['17', '2024']);
    expect(excludedByRule(answer, 'month').map(({ text }) => text)).toEqual(['2024']);
    expect(() => excludedByRule(answer, 'dates')).toThrow(UnknownExclusionRule);
  });

  it('reports a document that is absent', () => {
    const { plan } = reading();
    expect(coverDocuments(plan, new Map())).toMatchObject({
      documents: [],
      absent: [{ publication: 'paper-2024' }],
      mismatches: [],
    });
  });
});

describe('A list of exclusions', () => {
  it.each([
    ['exclusion-not-on-line', '1,13,,age', []],
    ['exclusion-not-on-line', '1,7,3,age', []],
    ['exclusion-ambiguous', '1,7,,age', []],
    ['exclusion-without-number', '1,aged,,age', []],
    ['exclusion-captured-too', '1,412,,age', [{ line: '1' }]],
  ])('has %s in the row %s', (code, row, rows) => {
    const { problems } = cover(['412 aged 7 or 7'], rows, [row]);
    expect(problems.map((problem) => [problem.file, problem.row, problem.code])).toEqual([
      [EXCLUDED, 2, code],
    ]);
  });

  it('has a number that two rows exclude', () => {
    const { problems } = cover(
      ['the M26'],
      [],
      ['1,M26,,name-of-road', '1,M26,1,name-of-road'],
    );
    expect(problems.map(({ row, code }) => [row, code])).toEqual([[3, 'exclusion-duplicate']]);
  });

  it('is only warned of a row that says what a rule says', () => {
    const { problems, warnings } = cover(['in May 2024'], [], ['1,2024,,year']);
    expect(problems).toEqual([]);
    expect(warnings.map(({ row, code }) => [row, code])).toEqual([
      [2, 'exclusion-superfluous'],
    ]);
  });

  it('may hold a number that a rule excludes beside one that no rule does', () => {
    const { problems, warnings, totals } = cover(['in 2022//23'], [], ['1,2022//23,,year']);
    expect([...problems, ...warnings]).toEqual([]);
    expect(totals).toMatchObject({ 'excluded-by-rule': 1, 'excluded-by-row': 1 });
  });
});
