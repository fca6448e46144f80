import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

/** `unknown` if every valid value is one of those that the field is declared to have. */
type Fits<Valid, Target, Name> = Name extends keyof Target
  ? [Valid] extends [Target[Name]]
    ? unknown
    : { readonly valid: Valid; readonly declared: Target[Name] }
  : never;

/**
 * Declares a field's validation and its OpenAPI schema together, so they cannot drift apart. It
 * does not compile on a field of another type than the valid values have.
 */
export type Field<Valid> = <Target extends object, const Name extends string>(
  target: Target & Fits<Valid, Target, Name>,
  name: Name,
) => void;

/** What the OpenAPI schema says of a field besides its validation. */
export interface FieldNotes {
  readonly description?: string;
  readonly example?: string;
  readonly default?: unknown;
  /** False if it may be left out; true by default. */
  readonly required?: boolean;
}

/** Longest title or name for people. */
export const TITLE_CHARACTERS_MAX = 500;

/** Longest text in sentences: a reason, a definition, a note. */
export const PROSE_CHARACTERS_MAX = 5_000;

/** Highest number of a line in the text of a publication. */
export const LINE_MAX = 10_000_000;

/** A text of 1 to `charactersMax` characters, not all of them white space. */
export function Text(charactersMax: number, notes: FieldNotes = {}): Field<string> {
  return applyDecorators(
    IsString(),
    Length(1, charactersMax),
    Matches(/\S/, { message: '$property must not be blank' }),
    ApiProperty({ type: String, minLength: 1, maxLength: charactersMax, ...notes }),
  );
}

/** A text that matches a pattern, which may leave only some words. */
export function Form<Valid extends string = string>(
  pattern: RegExp,
  notes: FieldNotes = {},
): Field<Valid> {
  return applyDecorators(
    IsString(),
    Matches(pattern),
    ApiProperty({ type: String, pattern: pattern.source, ...notes }),
  );
}

/** One of some words. */
export function Word<const Valid extends string>(
  words: readonly Valid[],
  notes: FieldNotes = {},
): Field<Valid> {
  return applyDecorators(
    IsIn([...words]),
    ApiProperty({ type: String, enum: [...words], ...notes }),
  );
}

/** A whole number from `least` to `most`. */
export function Whole(least: number, most: number, notes: FieldNotes = {}): Field<number> {
  return applyDecorators(
    IsInt(),
    Min(least),
    Max(most),
    ApiProperty({ type: 'integer', minimum: least, maximum: most, ...notes }),
  );
}

/** True or false. */
export function Flag(notes: FieldNotes = {}): Field<boolean> {
  return applyDecorators(IsBoolean(), ApiProperty({ type: Boolean, ...notes }));
}

/** Up to `itemsMax` different texts. */
export function Texts(
  itemsMax: number,
  notes: FieldNotes & { readonly minItems?: number } = {},
): Field<string[]> {
  return applyDecorators(
    IsArray(),
    ArrayMinSize(notes.minItems ?? 0),
    ArrayMaxSize(itemsMax),
    ArrayUnique(),
    IsString({ each: true }),
    Length(1, TITLE_CHARACTERS_MAX, { each: true }),
    ApiProperty({
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: TITLE_CHARACTERS_MAX },
      maxItems: itemsMax,
      uniqueItems: true,
      ...notes,
    }),
  );
}

/** One object of a class; `classOf` is a function so that classes may be declared in any order. */
export function Nested<Valid extends object>(
  classOf: () => new () => Valid,
  notes: FieldNotes = {},
): Field<Valid> {
  return applyDecorators(
    IsObject(),
    ValidateNested(),
    Type(classOf),
    // Nest takes a function for a lazy type only if its name is `type`.
    ApiProperty({ type: () => classOf(), ...notes }),
  );
}

/** A field that may be left out; unlike `IsOptional`, `null` does not count as left out. */
export function Optional(): Field<undefined> {
  return applyDecorators(
    ValidateIf((_, value) => value !== undefined),
    ApiProperty({ required: false }),
  );
}
