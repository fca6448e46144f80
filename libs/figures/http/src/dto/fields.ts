import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';

/** A field's rule and its place in the OpenAPI document, which so cannot disagree. */
type Field = PropertyDecorator;

/** Longest title or name for people. */
export const TITLE_CHARACTERS_MAX = 500;

/** Longest text in sentences: a reason, a definition, a note. */
export const PROSE_CHARACTERS_MAX = 5_000;

/** A text of 1 to `charactersMax` characters that is more than white space. */
export function Text(charactersMax: number, options: ApiPropertyOptions = {}): Field {
  return applyDecorators(
    IsString(),
    Length(1, charactersMax),
    Matches(/\S/, { message: '$property must not be blank' }),
    ApiProperty({ type: String, minLength: 1, maxLength: charactersMax, ...options }),
  );
}

/** A text of one fixed form. */
export function Form(pattern: RegExp, options: ApiPropertyOptions = {}): Field {
  return applyDecorators(
    IsString(),
    Matches(pattern),
    ApiProperty({ type: String, pattern: pattern.source, ...options }),
  );
}

/** One of some words. */
export function Word(words: readonly string[], options: ApiPropertyOptions = {}): Field {
  return applyDecorators(
    IsIn([...words]),
    ApiProperty({ type: String, enum: [...words], ...options }),
  );
}

/** A whole number from `least` to `most`. */
export function Whole(least: number, most: number, options: ApiPropertyOptions = {}): Field {
  return applyDecorators(
    IsInt(),
    Min(least),
    Max(most),
    ApiProperty({ type: 'integer', minimum: least, maximum: most, ...options }),
  );
}

/** True or false. */
export function Flag(options: ApiPropertyOptions = {}): Field {
  return applyDecorators(IsBoolean(), ApiProperty({ type: Boolean, ...options }));
}

/** Up to `itemsMax` different texts. */
export function Texts(itemsMax: number, options: ApiPropertyOptions = {}): Field {
  return applyDecorators(
    IsArray(),
    ArrayMaxSize(itemsMax),
    ArrayUnique(),
    IsString({ each: true }),
    Length(1, TITLE_CHARACTERS_MAX, { each: true }),
    ApiProperty({
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: TITLE_CHARACTERS_MAX },
      maxItems: itemsMax,
      uniqueItems: true,
      ...(options as object),
    }),
  );
}

/** A field that may be left out; unlike `IsOptional`, `null` does not count as left out. */
export function Optional(): Field {
  return applyDecorators(
    ValidateIf((_, value) => value !== undefined),
    ApiProperty({ required: false }),
  );
}
