import { describe, expect, it } from '@jest/globals';
import { PUBLICATION, reading, sheet } from './testing/seed-fixture.js';

const FILE = 'paper-2024/publication.json';

function problems(publication: unknown): readonly string[] {
  const text = typeof publication === 'string' ? publication : JSON.stringify(publication);
  return reading({ [FILE]: text })
    .problems.filter(({ file }) => file === FILE)
    .map(({ code, message }) => `${code}: ${message}`);
}

describe('Reading publication.json', () => {
  it('answers the facts of the publication', () => {
    expect(reading().plan.publications[0]!.facts).toEqual({
      id: 'paper-2024',
      title: 'The paper',
      kind: 'report',
      publisher: 'force',
      presentedTo: 'office',
      published: '2024-09',
      evidence: 'line 1',
      window: '2024-05..2024-07',
      artefact: PUBLICATION.artefact,
      status: 'public',
      isEmbargoed: false,
    });
  });

  it('takes null for what there is none of', () => {
    const without = { ...PUBLICATION, window: null, presentedTo: null, artefact: null };
    const { plan, problems: found } = reading({ [FILE]: JSON.stringify(without) });
    expect(found).toEqual([]);
    expect(Object.keys(plan.publications[0]!.facts)).not.toContain('window');
  });

  it('says where the JSON breaks off', () => {
    expect(problems('{"id": ')[0]).toMatch(/^malformed-json: .*JSON/);
    expect(problems('[]')).toEqual([
      'malformed-publication: The file must hold one JSON object.',
    ]);
  });

  it.each([
    ['title must be a text', { title: '' }],
    ['title must be a text', { title: undefined }],
    ['status must be one of public, internal-unpublished', { status: 'secret' }],
    ['published must be an object', { published: '2024-09' }],
    ['published.evidence must be', { published: { date: '2024-09', precision: 'month' } }],
    [
      'published.precision must be "month"',
      { published: { date: '2024-09', precision: 'day', evidence: 'line 1' } },
    ],
    ['artefact.sha256 must be 64', { artefact: { ...PUBLICATION.artefact, sha256: 'ABC' } }],
    ['artefact.bytes must be a whole', { artefact: { ...PUBLICATION.artefact, bytes: 1.5 } }],
    ['part.lines must be a first', { part: { pack: 'p', title: 't', lines: [9, 3] } }],
    ['embargoed must be true or false', { embargoed: 'yes' }],
    ['windows is no field of it', { windows: '2024' }],
    ['artefact.size is no field of it', { artefact: { ...PUBLICATION.artefact, size: 1 } }],
  ])('names the field: %s', (message, change) => {
    const found = problems({ ...PUBLICATION, ...change });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`malformed-publication: ${message}`);
  });

  it.each([
    ['malformed-published-date', { published: { ...PUBLICATION.published, date: 'May' } }],
    ['malformed-period', { window: 'summer' }],
    ['unknown-publisher', { publisher: 'nobody' }],
    ['unknown-publisher', { presentedTo: 'nobody' }],
    ['publication-id-differs', { id: 'paper-2025' }],
  ])('answers %s as the ledger would', (code, change) => {
    expect(problems({ ...PUBLICATION, ...change })[0]).toContain(`${code}: `);
  });

  it('reads the decimals of sheets as the publication writes them', () => {
    const row = { value: '12.5', printed: '12,5' };
    const texts = (decimalMark: string) => ({
      [FILE]: JSON.stringify({ ...PUBLICATION, decimalMark }),
      'paper-2024/01-crime.csv': sheet(row),
    });
    const read = reading(texts(','));
    expect(read.problems).toEqual([]);
    expect(read.plan.publications[0]).toMatchObject({
      facts: { decimalMark: ',' },
      reports: [{ report: { value: '12.5' } }],
    });
    const codes = reading(texts('.')).problems.map(({ code }) => code);
    expect(codes).toEqual(['printed-does-not-say-value']);
    expect(problems({ ...PUBLICATION, decimalMark: ';' })[0]).toContain('decimalMark');
  });

  it('judges the sheets all the same when the publication is wrong', () => {
    const texts = { [FILE]: '{}', 'paper-2024/01-crime.csv': sheet({ area: 'nowhere' }) };
    expect(reading(texts).problems.map(({ code }) => code)).toContain('unknown-area');
    expect(reading(texts).plan.publications).toEqual([]);
  });

  it('holds every line of a sheet, a follow-up or an exclusion to the part of the pack', () => {
    const part = { pack: 'pack', title: 'Paper', lines: [10, 20] };
    const { problems: found } = reading({
      [FILE]: JSON.stringify({ ...PUBLICATION, part }),
      'paper-2024/01-crime.csv': sheet({ line: '9' }, { line: '10' }, { line: '21' }),
      'paper-2024/excluded.csv': 'line,token,occurrence,reason\n9,7,,age\n',
      'paper-2024/follow-ups.csv':
        'id,line,title,owner,due,status,raised_on,closed_on,note\n' +
        'paper-2024.1,30,Ask,force,,open,,,\n',
    });
    expect(found.map(({ file, row, code }) => `${file}:${row} ${code}`)).toEqual([
      'paper-2024/01-crime.csv:2 lines-outside-part',
      'paper-2024/01-crime.csv:4 lines-outside-part',
      'paper-2024/follow-ups.csv:2 lines-outside-part',
      'paper-2024/excluded.csv:2 lines-outside-part',
    ]);
  });
});
