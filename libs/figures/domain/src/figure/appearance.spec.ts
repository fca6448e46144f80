import { describe, expect, it } from '@jest/globals';
import type { Decimal } from '@ledger/kernel';
import { isMarker, MARKERS, valueFitsMarkers, type Marker } from '../printed/print.js';
import { locatorText } from './appearance.js';

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

describe('The text of a place', () => {
  it('says neither which cell of its line it is nor that it is the first of equals', () => {
    const place = { line: 3, row: 'All' };

    expect(locatorText({ ...place, order: 4 })).toBe(locatorText(place));
    expect(locatorText({ ...place, order: 4, occurrence: 1 })).toBe(locatorText(place));
    expect(locatorText({ ...place, order: 4, occurrence: 2 })).toBe(
      locatorText({ ...place, occurrence: 2 }),
    );
    expect(locatorText({ ...place, occurrence: 2 })).not.toBe(locatorText(place));
  });
});
