import { describe, expect, it } from '@jest/globals';
import { parseFigureKey } from './figure-key.js';
import { figureLine, type ComparedPeriods } from './figure-line.js';

const areInLine = (one: string, other: string, compared: ComparedPeriods = 'at-a-distance') => {
  const [left, right] = [one, other].map((key) => figureLine(parseFigureKey(key), compared));
  expect(left).not.toBeNull();
  return left === right;
};

describe('A line of figures', () => {
  it('has every period of one length', () => {
    expect(areInLine('crime/kent/2019-02', 'crime/kent/2024-03')).toBe(true);
    expect(areInLine('crime/kent/2019', 'crime/kent/2023-04..2024-03')).toBe(true);
    expect(
      areInLine('crime/kent/2024-02-05..2024-02-11', 'crime/kent/2023-12-25..2023-12-31'),
    ).toBe(true);
    expect(areInLine('crime/kent/2019', 'crime/kent/2019-01')).toBe(false);
    expect(areInLine('crime/kent/2024-04..2024-06', 'crime/kent/2024-04..2024-09')).toBe(false);
  });

  it.each([
    ['measure', 'crime.theft/kent/2024'],
    ['area', 'crime/essex/2024'],
    ['statistic', 'crime/kent/2024/mean'],
    ['breakdown', 'crime/kent/2024/sex=female'],
    ['measure compared with', 'crime/kent/2024/share~crime.all'],
  ])('has one %s', (_, other) => {
    expect(areInLine('crime/kent/2023', other)).toBe(false);
  });

  it('has one breakdown of several dimensions', () => {
    const [one, other] = ['age=old/sex=female', 'age=old/sex=male'];
    expect(areInLine(`crime/kent/2023/${one}`, `crime/kent/2024/${one}`)).toBe(true);
    expect(areInLine(`crime/kent/2023/${one}`, `crime/kent/2024/${other}`)).toBe(false);
  });

  it.each([
    ['crime/kent/2019-06/change~2019-05', 'crime/kent/2024-03/change~2024-02'],
    ['crime/kent/2019-06/change~2018-06', 'crime/kent/2024-03/change~2023-03'],
    ['crime/kent/2019-06-03/change~2018-06-03', 'crime/kent/2024-03-03/change~2023-03-03'],
    [
      'crime/kent/2021-03-01..2021-03-07/change~2021-02-01..2021-02-07',
      'crime/kent/2021-06-01..2021-06-07/change~2021-05-04..2021-05-10',
    ],
    ['crime/kent/2019-06/share~2019-04..2020-03', 'crime/kent/2024-06/share~2024-04..2025-03'],
  ])('moves the period compared with along: %s, %s', (one, other) => {
    expect(areInLine(one, other)).toBe(true);
    expect(areInLine(one, other, 'fixed')).toBe(false);
  });

  it.each([
    ['crime/kent/2019-06/change~2019-05', 'crime/kent/2024-03/change~2023-03'],
    ['crime/kent/2019-06/change~2018-06', 'crime/kent/2024-03/change~2023-01..2023-03'],
    ['crime/kent/2019-06/change~2019-05', 'crime/kent/2024-03/change~2024-04'],
    ['crime/kent/2019-06/change~2010-06', 'crime/kent/2024-03/change~2010-06'],
    ['crime/kent/2019/index~2015', 'crime/kent/2020/index~2016'],
  ])('takes no other distance: %s, %s', (one, other) => {
    expect(areInLine(one, other)).toBe(false);
  });

  it('has what is fixed as it stands', () => {
    expect(areInLine('crime/kent/2019/index~2015', 'crime/kent/2024/index~2015')).toBe(true);
    const [one, other] = ['crime/kent/2019/change~2010', 'crime/kent/2024/change~2010'];
    expect(areInLine(one, other, 'fixed')).toBe(true);
    expect(areInLine('crime/kent/2019/percentile~95', 'crime/kent/2024/percentile~95')).toBe(
      true,
    );
    expect(areInLine('crime/kent/2019/percentile~95', 'crime/kent/2024/percentile~90')).toBe(
      false,
    );
    expect(
      areInLine('crime/kent/2019/share~crime.all', 'crime/kent/2024/share~crime.all'),
    ).toBe(true);
  });

  it('has no figure without a stated period', () => {
    expect(figureLine(parseFigureKey('crime/kent/unstated@a-paper'), 'fixed')).toBeNull();
  });
});
