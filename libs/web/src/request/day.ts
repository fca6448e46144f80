import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { precisionOf } from '@ledger/figures-domain';
import { isCalendarDay, isLedgerError } from '@ledger/kernel';
import type { Field, FieldNotes } from './fields.js';

/** A calendar day, written `2024-02-29`. */
export function Day(notes: FieldNotes = {}): Field<string> {
  return applyDecorators(
    ValidateBy({
      name: 'isCalendarDay',
      validator: {
        validate: (value) => typeof value === 'string' && isCalendarDay(value),
        defaultMessage: () => '$property must be a day, written 2024-02-29',
      },
    }),
    ApiProperty({ type: String, format: 'date', required: false, ...notes }),
  );
}

/** A year, a month or a day, as precise as is known. */
export function DayMonthOrYear(notes: FieldNotes = {}): Field<string> {
  return applyDecorators(
    ValidateBy({
      name: 'isDayMonthOrYear',
      validator: {
        validate: isDayMonthOrYear,
        defaultMessage: () =>
          '$property must be a day, a month or a year: 2024-02-29, 2024-02, 2024',
      },
    }),
    ApiProperty({ type: String, pattern: '^\\d{4}(-\\d{2}){0,2}$', ...notes }),
  );
}

function isDayMonthOrYear(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return precisionOf(value) !== 'moment';
  } catch (error) {
    if (isLedgerError(error)) return false;
    throw error;
  }
}
