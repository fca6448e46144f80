import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Compiler } from './compiler.js';
import { failedFiles, filesOf, follow, type Guide, type LeftOut } from './guide.js';
import { adapter } from './guides/adapter.js';
import { changedEvent, eventType } from './guides/event-type.js';
import { exclusionRule } from './guides/exclusion-rule.js';
import { measure } from './guides/measure.js';
import { page } from './guides/page.js';
import { readModel } from './guides/read-model.js';
import { listedFiles } from './listed-steps.js';
import { TreeCopy } from './tree-copy.js';

const GUIDES: readonly Guide[] = [
  eventType,
  changedEvent,
  readModel,
  page,
  adapter,
  exclusionRule,
  measure,
];

jest.setTimeout(180_000);

const stepsMissedBy = (guide: Guide, kind: 'types' | 'tests'): readonly string[] =>
  Object.entries(guide.steps)
    .filter(([, { missedBy }]) => missedBy === kind)
    .map(([path]) => path);

let tree: TreeCopy;
let compiler: Compiler;

beforeAll(() => {
  tree = new TreeCopy();
  compiler = new Compiler({ root: tree.root, roots: GUIDES.flatMap(filesOf) });
});

afterAll(async () => {
  await compiler.close();
  tree.remove();
});

describe('The guides', () => {
  it.each(GUIDES.map((guide) => [guide.heading, guide] as const))(
    '"%s" list the files that an example changes, in their order',
    (_, { page: of, heading, names, steps }) => {
      expect(listedFiles(of, heading, names)).toEqual(Object.keys(steps));
    },
  );

  it('lead to something that compiles and works', async () => {
    follow(tree, GUIDES);

    expect(await compiler.firstErrorAround(GUIDES.flatMap(filesOf))).toBe(undefined);
    expect(failedFiles(tree, GUIDES)).toEqual([]);
  });

  it.each(GUIDES.map((guide) => [guide.heading, guide] as const))(
    '"%s" compile only with every step that the compiler asks for',
    async (_, guide) => {
      for (const path of stepsMissedBy(guide, 'types')) {
        follow(tree, GUIDES, [{ guide, path }]);
        const error = await compiler.firstErrorIn([path, ...filesOf(guide)]);
        expect([path, error]).toEqual([path, expect.any(String)]);
      }
    },
  );

  // One step of each guide at a time; guides that share a spec take turns.
  it.each([0, 1, 2])('pass their tests only with every other step (%i)', (round) => {
    const left = GUIDES.flatMap((guide): LeftOut[] => {
      const path = stepsMissedBy(guide, 'tests')[round - (guide === changedEvent ? 1 : 0)];
      return path === undefined ? [] : [{ guide, path }];
    });
    follow(tree, GUIDES, left);
    const failed = failedFiles(
      tree,
      left.map(({ guide }) => guide),
    );
    const missed = left.filter(({ guide }) =>
      guide.tests.files.some((file) => failed.includes(file)),
    );
    expect(missed).toEqual(left);
  });

  it('leave out every step once', () => {
    const rounds = GUIDES.map(
      (guide) => stepsMissedBy(guide, 'tests').length + (guide === changedEvent ? 1 : 0),
    );
    expect(Math.max(...rounds)).toBe(3);
  });
});
