import { describe, expect, it } from '@jest/globals';
import type { Decimal } from '@ledger/kernel';
import { isMarker, MARKERS, valueFitsMarkers, type Marker } from './appearance.js';

describe('A marker', () => {
  it.each([
    ['f', 'forecast', 'F'],
    ['s', 'strike or other special event', 'S'],
    ['d', 'definition differs', 'D'],
    ['n', 'not significant', 'N'],
    ['ns', 'not statistically significant', 'N'],
    ['p', 'provisional', 'P'],
  ] as const)('%s says %s, and %s in SDMX', (marker, title, sdmx) => {
    expect(MARKERS[marker]).toEqual({ title, sdmx });
  });

  it('has a code of SDMX that is one', () => {
    expect(Object.values(MARKERS).every(({ sdmx }) => 'ABDEFLMNOPQRSU'.includes(sdmx))).toBe(
      true,
    );
    expect(['low', 'er', 'ns', 'lo', 'constructor'].map(isMarker)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it.each([
    [null, ['c'], true],
    [null, ['low'], true],
    [null, ['p'], false],
    [null, [], false],
    ['0', ['low'], true],
    ['5', ['f', 'u'], true],
    ['5', ['p', 'x'], false],
  ] as const)('leaves room for %s beside %p: %s', (value, markers, fits) => {
    expect(valueFitsMarkers(value as Decimal | null, markers as readonly Marker[])).toBe(fits);
  });
});
