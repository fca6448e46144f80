import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { isCalendarDay } from '@ledger/kernel';
import type { FieldNotes } from './fields.js';

/** A day the calendar has, written `2024-02-29`. */
export function Day(notes: FieldNotes = {}): PropertyDecorator {
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
