import { describe, expect, it } from '@jest/globals';
import { problemsOf, PUBLICATION, reading, seedTexts, sheet } from './testing/seed-fixture.js';

const FOLLOW_UPS = 'id,line,title,owner,due,status,raised_on,closed_on,note\n';

function paper(id: string, date: string) {
  const published = { date, precision: 'day', evidence: 'line 1' };
  return { [`${id}/publication.json`]: JSON.stringify({ ...PUBLICATION, id, published }) };
}

describe('Planning a seeds folder', () => {
  it('takes publications in order of publication, and their sheets in order of names', () => {
    const { plan } = reading({
      'paper-2024/10-late.csv': sheet({ line: '10' }),
      'paper-2024/02-early.csv': sheet({ line: '2' }),
      ...paper('late', '2025-01-01'),
      ...paper('early', '2017-06-07'),
      ...paper('also-early', '2017-06-07'),
    });
    expect(plan.publications.map(({ facts }) => facts.id)).toEqual([
      'also-early',
      'early',
      'paper-2024',
      'late',
    ]);
    expect(plan.publications[2]!.reports.map(({ place }) => place.file)).toEqual([
      'paper-2024/01-crime.csv',
      'paper-2024/02-early.csv',
      'paper-2024/10-late.csv',
    ]);
  });

  it('takes what a publication corrects before it, and says what it cannot correct', () => {
    const correcting = (id: string, date: string, ...corrects: readonly string[]) => {
      const published = { date, precision: 'day', evidence: 'line 1' };
      const facts = { ...PUBLICATION, id, published, corrects };
      return { [`${id}/publication.json`]: JSON.stringify(facts) };
    };
    const day = '2017-06-07';
    const { plan, problems } = reading({
      ...correcting('a-correction', day, 'original'),
      ...paper('original', day),
    });
    expect(problems).toEqual([]);
    expect(plan.publications.map(({ facts }) => facts.id)).toEqual([
      'original',
      'a-correction',
      'paper-2024',
    ]);
    expect(plan.publications[1]?.facts.corrects).toEqual(['original']);
    expect(problemsOf(correcting('early', day, 'nowhere', 'paper-2024'))).toEqual([
      'early/publication.json unknown-publication',
      'early/publication.json corrects-later-publication',
    ]);
    const circle = { ...correcting('a', day, 'b'), ...correcting('b', day, 'a') };
    expect(problemsOf(circle)).toEqual(['a/publication.json correction-circle']);
    expect(problemsOf(correcting('early', day))).toEqual([
      'early/publication.json malformed-publication',
    ]);
  });

  it('says the same of the same files, in whatever order they were found', () => {
    const texts = { ...seedTexts(), ...paper('early', '2017-06-07') };
    const reversed = Object.fromEntries(Object.entries(texts).reverse());
    expect(reading(reversed)).toEqual(reading(texts));
  });

  it('reads follow-ups, and how they were closed', () => {
    const { plan, problems } = reading({
      'paper-2024/follow-ups.csv':
        `${FOLLOW_UPS}paper-2024.1,7,Ask again,office,2024-12-01,open,2024-09-05,,soon\n` +
        'paper-2024.2,8,Tell,force,,answered,,2024-10-01,\n',
    });
    expect(problems).toEqual([]);
    expect(
      plan.publications[0]!.followUps.map(({ facts, closing }) => [facts, closing]),
    ).toEqual([
      [
        {
          id: 'paper-2024.1',
          title: 'Ask again',
          owner: 'office',
          subject: { publication: 'paper-2024', line: 7 },
          raisedOn: '2024-09-05',
          due: '2024-12-01',
          note: 'soon',
        },
        undefined,
      ],
      [
        {
          id: 'paper-2024.2',
          title: 'Tell',
          owner: 'force',
          subject: { publication: 'paper-2024', line: 8 },
        },
        { outcome: 'answered', closedOn: '2024-10-01' },
      ],
    ]);
  });

  it.each([
    ['malformed-name', 'Paper 1,7,Ask,force,,open,,,'],
    ['malformed-cell', 'paper-2024.1,7,,force,,open,,,'],
    ['malformed-cell', 'paper-2024.1,7,Ask,force,soon,open,,,'],
    ['malformed-cell', 'paper-2024.1,7,Ask,force,2024-02-30,open,,,'],
    ['malformed-cell', 'paper-2024.1,7,Ask,force,,open,,2024-01-01,'],
    ['malformed-cell', 'paper-2024.1,,Ask,force,,open,,,'],
  ])('finds %s in the follow-up %s', (code, row) => {
    expect(problemsOf({ 'paper-2024/follow-ups.csv': `${FOLLOW_UPS}${row}\n` })).toEqual([
      `paper-2024/follow-ups.csv:2 ${code}`,
    ]);
  });

  it('refuses one id for two follow-ups, also of two papers', () => {
    const row = `${FOLLOW_UPS}ask.1,7,Ask,force,,open,,,\n`;
    const texts = {
      ...paper('early', '2017-06-07'),
      'early/follow-ups.csv': row,
      'paper-2024/follow-ups.csv': row,
    };
    expect(problemsOf(texts)).toEqual(['paper-2024/follow-ups.csv:2 duplicate-id']);
  });

  it.each([
    ['malformed-cell', '7,,,age'],
    ['malformed-cell', '7,12,,'],
    ['malformed-cell', 'x,12,,age'],
    ['malformed-cell', '7,12,0,age'],
  ])('finds %s in the exclusion %s', (code, row) => {
    const texts = { 'paper-2024/excluded.csv': `line,token,occurrence,reason\n${row}\n` };
    expect(problemsOf(texts)).toEqual([`paper-2024/excluded.csv:2 ${code}`]);
  });

  it('does not leave out a misnamed sheet in silence', () => {
    const texts = {
      'paper-2024/1-crime.csv': sheet({}),
      'paper-2024/02_text.csv': sheet({}),
      'notes.csv': '',
      'README.md': 'for people',
      'paper-2024/notes.md': 'for people',
      'paper-2024/.hidden': '',
    };
    expect(problemsOf(texts)).toEqual([
      'notes.csv unknown-file',
      'paper-2024/1-crime.csv unknown-file',
      'paper-2024/02_text.csv unknown-file',
    ]);
  });

  it('misses a registry, and a publication without its file', () => {
    expect(problemsOf({ 'areas.csv': undefined })[0]).toBe('areas.csv missing-file');
    expect(problemsOf({ 'stray/01-crime.csv': sheet() })).toEqual([
      'stray/publication.json missing-file',
    ]);
  });

  it('asks for the publication of a notice only of a whole folder', () => {
    const texts = {
      'paper-2024/publication.json': JSON.stringify({ ...PUBLICATION, id: 'x' }),
    };
    const codesFound = (isWhole: boolean) =>
      reading(texts, isWhole).problems.filter(({ code }) => code === 'unknown-publication');
    expect(codesFound(true)).toHaveLength(1);
    expect(codesFound(false)).toHaveLength(0);
  });
});
