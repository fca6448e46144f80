import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Length,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { DECIMAL_DIGITS_MAX } from '@ledger/kernel';
import {
  MARKERS,
  QUALIFIERS,
  SCALE_MAX,
  SCALE_MIN,
  type Marker,
  type Qualifier,
} from '@ledger/figures-domain';
import {
  EventBody,
  Form,
  Optional,
  PROSE_CHARACTERS_MAX,
  Text,
  TITLE_CHARACTERS_MAX,
  Word,
  type Field,
} from '@ledger/web';

const MARKER_LETTERS = Object.keys(MARKERS);

function ValueOrNull(): Field<string | null> {
  return applyDecorators(
    ValidateIf((_, value) => value !== null),
    IsString(),
    Length(1, DECIMAL_DIGITS_MAX),
    ApiProperty({
      type: 'string',
      nullable: true,
      minLength: 1,
      maxLength: DECIMAL_DIGITS_MAX,
      description:
        'An exact decimal as text; null beside a marker that says why there is none.',
    }),
  );
}

const EVENT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The figure is not printed where we captured it. */
@EventBody<'AppearanceRetracted', 'key' | 'publication'>()
export class RetractionDto {
  @Form(EVENT_ID, { description: 'Id of the event that holds the wrong capture.' })
  readonly retracts!: string;

  @Text(PROSE_CHARACTERS_MAX)
  readonly reason!: string;
}

/** What the page really says where our capture of it was wrong. */
@EventBody<'TranscriptionCorrected', 'key' | 'publication'>()
export class CorrectionDto {
  @Form(EVENT_ID, { description: 'Id of the event that holds the wrong capture.' })
  readonly corrects!: string;

  @Text(PROSE_CHARACTERS_MAX)
  readonly reason!: string;

  @ValueOrNull()
  readonly value!: string | null;

  @Text(TITLE_CHARACTERS_MAX, { description: 'The token as it stands on the page.' })
  readonly printed!: string;

  @Text(120)
  readonly unit!: string;

  @Optional()
  @IsInt()
  @Min(SCALE_MIN)
  @Max(SCALE_MAX)
  @ApiProperty({
    type: 'integer',
    required: false,
    minimum: SCALE_MIN,
    maximum: SCALE_MAX,
    description: 'The power of ten of the heading: 6 of 7,107 in a table in millions.',
  })
  readonly scale?: number;

  @Optional()
  @Word(['unknown'], {
    required: false,
    description: 'Of a source that drops trailing zeros: 64.2 may be 64.20.',
  })
  readonly precision?: 'unknown';

  @Word(QUALIFIERS, { required: false, default: 'exact' })
  readonly qualifier: Qualifier = 'exact';

  @IsArray()
  @ArrayMaxSize(MARKER_LETTERS.length)
  @ArrayUnique()
  @IsIn(MARKER_LETTERS, { each: true })
  @ApiProperty({
    type: 'array',
    items: { $ref: '#/components/schemas/Marker' },
    uniqueItems: true,
    required: false,
    default: [],
  })
  readonly markers: Marker[] = [];
}
