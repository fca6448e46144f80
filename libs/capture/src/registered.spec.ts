import { describe, expect, it } from '@jest/globals';
import { groupProblems, groupText } from './capture-problem.js';
import { planSeeds } from './plan-seeds.js';
import { lookUp, namesOf, NOTHING_REGISTERED, type Registered } from './registered.js';
import { PUBLICATION, PUBLISHERS, reading, sheet } from './testing/seed-fixture.js';

/** A ledger that has what the example folder registers, and nothing else. */
async function ledgerOf(): Promise<Registered> {
  const example = reading();
  const { plan } = example;
  const facts = <Facts>(all: readonly Facts[], idOf: (one: Facts) => string) => {
    const byId = new Map(all.map((one) => [idOf(one), one]));
    return (id: string) => Promise.resolve(byId.get(id));
  };
  return lookUp(namesOf(example), {
    publisher: facts(plan.publishers, ({ id }) => id),
    area: facts(plan.areas, ({ id }) => id),
    dimension: facts(
      plan.dimensions.map(({ members, ...rest }) => ({
        ...rest,
        members: new Map(members.map(({ id, title }) => [id, title])),
      })),
      ({ id }) => id,
    ),
    measure: async (code) => {
      const found = plan.measures.find((measure) => measure.code === code);
      const later = plan.definitions.filter((version) => version.code === code);
      return found && { ...found, versions: [{ version: 1, definition: '' }, ...later] };
    },
    publication: facts(
      plan.publications.map((one) => one.facts),
      ({ id }) => id,
    ),
  });
}

/** A folder of one paper, with only the given registries. */
function folder(top: Readonly<Record<string, string>> = {}, cells = {}) {
  const id = 'second-paper';
  return {
    top: Object.entries(top).map(([path, text]) => ({ path, text })),
    publications: [
      {
        name: id,
        files: [
          {
            path: `${id}/publication.json`,
            text: JSON.stringify({ ...PUBLICATION, id }),
          },
          { path: `${id}/01-crime.csv`, text: sheet({ period: '2024-06', ...cells }) },
        ],
      },
    ],
    isWhole: true,
    hasAllSheets: true,
  };
}

describe('A folder beside a ledger that holds others', () => {
  it('may use what the ledger has registered, and says what that is', async () => {
    const { problems, plan, reliesOn } = planSeeds(folder(), await ledgerOf());
    expect(problems).toEqual([]);
    expect(plan.publications[0]!.reports).toHaveLength(1);
    expect(plan.measures).toEqual([]);
    expect(reliesOn).toContainEqual({ thing: 'measure', id: 'crime.all' });
    expect(reliesOn).toContainEqual({ thing: 'publisher', id: 'force' });
  });

  it('uses the ledger’s word for a member, and may add one', async () => {
    const cells = { breakdown: 'channel=one-o-one' };
    const alone = planSeeds(folder({}, cells), NOTHING_REGISTERED);
    expect([...namesOf(alone).dimension]).toEqual(['channel']);
    const { problems } = planSeeds(folder({}, cells), await ledgerOf());
    expect(problems).toMatchObject([{ code: 'unknown-member' }]);
    const added =
      'dimension,member,title\nchannel,,Channel\nchannel,one-o-one,The number 101\n';
    const adding = planSeeds(folder({ 'dimensions.csv': added }, cells), await ledgerOf());
    expect(adding.problems).toEqual([]);
    expect(adding.plan.dimensions).toMatchObject([{ members: [{ id: 'one-o-one' }] }]);
  });

  it('has to register what neither of them has', () => {
    const { problems } = planSeeds(folder(), NOTHING_REGISTERED);
    expect(problems.map(({ unknown }) => unknown)).toEqual([
      { thing: 'publisher', id: 'force' },
      { thing: 'publisher', id: 'office' },
      { thing: 'measure', id: 'crime.all' },
      { thing: 'area', id: 'county' },
    ]);
  });

  it('may register again what is registered alike', async () => {
    const { problems } = planSeeds(folder({ 'publishers.csv': PUBLISHERS }), await ledgerOf());
    expect(problems).toEqual([]);
  });

  it('gets a problem that names the fact that the ledger has with another value', async () => {
    const publishers = PUBLISHERS.replace('The Force', 'Another Force');
    const { problems } = planSeeds(folder({ 'publishers.csv': publishers }), await ledgerOf());
    expect(problems).toMatchObject([{ file: 'publishers.csv', code: 'already-registered' }]);
    expect(problems[0]!.message).toContain('with another title');
  });
});

describe('Problems of one cause', () => {
  it('are reported together, with the first of their locations', () => {
    const rows = Array.from({ length: 5 }, () => ({ measure: 'crime.none' }));
    const { problems } = reading({
      'paper-2024/02-none.csv': sheet(...rows.map((row, i) => ({ ...row, line: `${i + 9}` }))),
    });
    const groups = groupProblems(problems);
    expect(groups).toHaveLength(1);
    expect(groupText(groups[0]!)).toBe(
      'paper-2024/02-none.csv:2, paper-2024/02-none.csv:3, paper-2024/02-none.csv:4 and 2 more: ' +
        'There is no measure "crime.none": define it first.',
    );
  });
});
