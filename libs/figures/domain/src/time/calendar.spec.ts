import { describe, expect, it } from '@jest/globals';
import {
  calendarSpan,
  dayPlus,
  dayPlusMonths,
  daysInMonth,
  faultOf,
  isWholeMonths,
  monthsFrom,
  spanDays,
  spanMonths,
} from './calendar.js';

const day = (year: number, month: number, date: number) => ({ year, month, day: date });

describe('The calendar', () => {
  it('knows the length of months in every kind of year', () => {
    expect([2023, 2024, 1900, 2000].map((year) => daysInMonth(year, 2))).toEqual([
      28, 29, 28, 29,
    ]);
    expect([4, 12].map((month) => daysInMonth(2023, month))).toEqual([30, 31]);
    expect([0, 13].map((month) => daysInMonth(2023, month))).toEqual([0, 0]);
  });

  it('counts months across the turn of a year', () => {
    expect(monthsFrom(2018, 4, 12)).toEqual({ from: day(2018, 4, 1), to: day(2019, 3, 31) });
    expect(monthsFrom(2023, 12, 3)).toEqual({ from: day(2023, 12, 1), to: day(2024, 2, 29) });
    expect(spanMonths(monthsFrom(2014, 1, 120))).toBe(120);
  });

  it('moves a day by days, and by months as far as the month has days', () => {
    expect(dayPlus(day(2024, 2, 28), 2)).toEqual(day(2024, 3, 1));
    expect(dayPlus(day(2024, 1, 1), -1)).toEqual(day(2023, 12, 31));
    expect(dayPlusMonths(day(2024, 2, 29), -12)).toEqual(day(2023, 2, 28));
    expect(dayPlusMonths(day(2024, 1, 31), -14)).toEqual(day(2022, 11, 30));
  });

  it('counts both ends of a span', () => {
    expect(spanDays(calendarSpan(2024, 5, 17))).toBe(1);
    expect(spanDays(calendarSpan(2024))).toBe(366);
  });

  it('distinguishes whole months from parts of them', () => {
    expect(isWholeMonths(calendarSpan(2024, 2))).toBe(true);
    expect(isWholeMonths({ from: day(2024, 2, 1), to: day(2024, 2, 28) })).toBe(false);
    expect(isWholeMonths({ from: day(2024, 2, 2), to: day(2024, 2, 29) })).toBe(false);
  });

  it('says what is wrong with a span', () => {
    expect(faultOf(calendarSpan(2024, 2, 29))).toBeNull();
    expect(faultOf(calendarSpan(2023, 2, 29))).toBe('2023-02 has no day 29');
    expect(faultOf(calendarSpan(2023, 0))).toBe('there is no month 0');
    expect(faultOf(calendarSpan(1799))).toBe('1799 is outside 1800 to 2199');
    expect(faultOf({ from: day(2024, 2, 2), to: day(2024, 2, 1) })).toBe(
      'it ends (2024-02-01) before it starts (2024-02-02)',
    );
  });
});
