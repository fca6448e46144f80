import { describe, expect, it } from '@jest/globals';
import { canonicalJson, sha256Hex, type Json } from '@ledger/kernel';
import { changesProjection, FIGURE_PROJECTIONS, VIEW_TABLES } from './index.js';

const PROJECTIONS = [...FIGURE_PROJECTIONS, changesProjection];

/**
 * What the tables of each version were. If this fails, tables were changed: raise the version
 * of the projection, so that it is rebuilt, and note the new digest here.
 */
const SHAPES: Readonly<Record<string, string>> = {
  'figures 7': 'a7751ec930b691d6bfb3f4903419f4d9b86a96d87faa451f0b93599e86364b79',
  'changes 1': 'fefd1f7feedac651fae84bfd911effedcdf256ed39fb73aa69f4ef1b1b0c85b3',
  'words 1': '2eb1edbff97e4f0d1f2e6a6cf1c42c45c07140f1b7a98aed9bbdcb634cc49d19',
};

describe('The tables of the views', () => {
  it.each(PROJECTIONS.map((one) => [`${one.name} ${one.version}`, one] as const))(
    'are what %s always had',
    (name, { tables }) => {
      expect(sha256Hex(canonicalJson(tables as unknown as Json))).toBe(SHAPES[name]);
    },
  );

  it('have names of their own, and their indexes too', () => {
    const names = [...VIEW_TABLES, ...VIEW_TABLES.flatMap(({ indexes }) => indexes)].map(
      ({ name }) => name,
    );

    expect(new Set(names).size).toBe(names.length);
  });
});
