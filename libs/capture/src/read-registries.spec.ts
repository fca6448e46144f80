import { describe, expect, it } from '@jest/globals';
import {
  AREAS,
  DIMENSIONS,
  MEASURES,
  problemsOf,
  PUBLISHERS,
  reading,
} from './testing/seed-fixture.js';

const CRIME = 'crime.new,New,offences,count,flow,neither,force';

describe('Reading the registries', () => {
  it('gives parents before children, whatever their order in the file', () => {
    expect(reading().plan.areas.map(({ id }) => id)).toEqual(['county', 'county.town']);
  });

  it('gives measures with what they are made from, and later definitions with their notice', () => {
    const { measures, definitions, notices } = reading().plan;
    expect(measures[2]).toEqual({
      code: 'solved.rate',
      title: 'Solved rate',
      units: ['percent'],
      valueType: 'percentage',
      kind: 'ratio',
      polarity: 'up-is-good',
      owner: 'force',
      sumOf: [],
      madeFrom: ['crime.knife', 'crime.all'],
      definition: 'Solved of recorded',
    });
    expect(definitions).toEqual([
      {
        code: 'crime.all',
        version: 2,
        validFrom: '2017-04',
        definition: 'Sheds count too',
        breaks: true,
        notice: { publication: 'paper-2024', line: 2 },
      },
    ]);
    const place = { file: 'measures.csv', row: 3 };
    expect(notices).toEqual([{ place, publication: 'paper-2024', line: 2 }]);
  });

  it.each([
    ['publishers.csv:4 malformed-name', { 'publishers.csv': `${PUBLISHERS}A B,Name,kind\n` }],
    ['publishers.csv:4 duplicate-id', { 'publishers.csv': `${PUBLISHERS}force,F,x\n` }],
    ['areas.csv:4 malformed-name', { 'areas.csv': `${AREAS}A,Name,kind,\n` }],
    ['areas.csv:4 duplicate-id', { 'areas.csv': `${AREAS}county,C,x,\n` }],
    ['areas.csv:4 unknown-area', { 'areas.csv': `${AREAS}hill,Hill,x,nowhere\n` }],
    ['areas.csv:4 area-circle', { 'areas.csv': `${AREAS}hill,Hill,x,hill\n` }],
    ['dimensions.csv:7 duplicate-id', dimensions('channel,101,One')],
    ['dimensions.csv:7 duplicate-id', dimensions('channel,,Way')],
    ['dimensions.csv:2 member-title-taken', dimensions('channel,one-o-one,101')],
    ['dimensions.csv:7 dimension-without-title', dimensions('delivery,hand,By hand')],
    ['dimensions.csv:7 malformed-name', dimensions('Delivery,,By what')],
    ['ownerships.csv:2 unknown-publisher', ownerships('crime,county,,nobody,,')],
    ['ownerships.csv:2 unknown-area', ownerships('crime,nowhere,,force,,')],
    ['ownerships.csv:2 malformed-name', ownerships('Crime,county,,force,,')],
    ['ownerships.csv:2 malformed-published-date', ownerships('crime,,,force,soon,')],
    [
      'ownerships.csv:3 owned-by-another',
      ownerships(',county,,force,,', ',county,,office,,no'),
    ],
    ['measures.csv:6 duplicate-id', measures('crime.all,A,a,count,flow,neither,force')],
    ['measures.csv:6 malformed-name', measures('Crime,A,a,count,flow,neither,force')],
    ['measures.csv:6 malformed-name', measures('crime.new,A,a b,count,flow,neither,force')],
    ['measures.csv:6 malformed-cell', measures('crime.new,A,a,number,flow,neither,force')],
    ['measures.csv:6 unknown-publisher', measures('crime.new,A,a,count,flow,neither,nobody')],
    ['measures.csv:6 unknown-measure', measures(CRIME, ',crime.all+crime.none,,1,,D,,,')],
    ['measures.csv:6 unknown-measure', measures(CRIME, ',,crime.all / crime.none,1,,D,,,')],
    ['measures.csv:6 unknown-measure', measures(CRIME, ',,,2,2024,D,yes,,')],
    ['measures.csv:6 unknown-publication', measures(CRIME, ',,,1,,D,,paper-1999,')],
    ['measures.csv:6 malformed-cell', measures(CRIME, ',,,1,,D,,,7')],
    ['measures.csv:6 definition-out-of-order', later('4,2024,D,no,,')],
    ['measures.csv:6 malformed-cell', later('3,2024..2025,D,no,,')],
    ['measures.csv:6 malformed-period', later('3,2024-13,D,no,,')],
    ['measures.csv:6 malformed-cell', later('3,2024,D,perhaps,,')],
    ['measures.csv:6 malformed-cell', later('3,2024,D,no,paper-2024,first')],
  ])('finds %s', (problem, texts) => {
    expect(problemsOf(texts)).toEqual([problem]);
  });

  it('reads who owns which part of the figures, in the order of the rows', () => {
    const rows = [
      'crime,county,,office,2025-04,',
      ',,national,office,,a slip',
      'crime,,,force,,',
    ];

    expect(reading(ownerships(...rows)).plan.ownerships).toEqual([
      { measures: 'crime', area: 'county', owner: 'office', from: '2025-04' },
      { source: 'national', owner: 'office', reason: 'a slip' },
      { measures: 'crime', owner: 'force' },
    ]);
  });

  it('refuses a later version that makes another measure of it', () => {
    const row = 'crime.all,,people,,,,,,,3,2024,D,no,,\n';
    expect(problemsOf({ 'measures.csv': MEASURES + row })).toEqual([
      'measures.csv:6 redefinition-differs',
    ]);
  });

  it('finds a circle of areas that none of them is outside of', () => {
    const circle = 'id,title,kind,parent\na,A,x,b\nb,B,x,c\nc,C,x,a\ncounty,C,x,\n';
    expect(problemsOf({ 'areas.csv': circle })).toEqual(['areas.csv:2 area-circle']);
  });
});

function ownerships(...rows: readonly string[]) {
  const lines = ['measures,area,source,owner,from,reason', ...rows, ''];
  return { 'ownerships.csv': lines.join('\n') };
}

function dimensions(row: string) {
  return { 'dimensions.csv': `${DIMENSIONS}${row}\n` };
}

function measures(cells: string, rest = ',,,1,,D,,,') {
  return { 'measures.csv': `${MEASURES}${cells}${rest}\n` };
}

function later(rest: string) {
  return { 'measures.csv': `${MEASURES}crime.all,,,,,,,,,${rest}\n` };
}
