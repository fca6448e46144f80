import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateNested } from 'class-validator';
import {
  CODE_CHARACTERS_MAX,
  MEASURE_KINDS,
  POLARITIES,
  VALUE_TYPES,
  type MeasureFacts,
} from '@ledger/figures-domain';
import {
  DayMonthOrYear,
  EventBody,
  Flag,
  LINE_MAX,
  Nested,
  Optional,
  PROSE_CHARACTERS_MAX,
  Text,
  Texts,
  TITLE_CHARACTERS_MAX,
  Whole,
  Word,
} from '@ledger/web';

const NAME_MAX = CODE_CHARACTERS_MAX;
/** The most members in one request; more can be added by further requests. */
const MEMBERS_MAX = 1_000;
const VERSION_MAX = 10_000;

/** An organisation that publishes figures. */
@EventBody<'PublisherRegistered'>()
export class PublisherDto {
  @Text(NAME_MAX, { example: 'kent-police' })
  readonly id!: string;

  @Text(TITLE_CHARACTERS_MAX, { example: 'Kent Police' })
  readonly title!: string;

  @Text(NAME_MAX, { example: 'police-force' })
  readonly kind!: string;
}

/** An area that figures are about. */
@EventBody<'AreaRegistered'>()
export class AreaDto {
  @Text(NAME_MAX, { example: 'kent.medway' })
  readonly id!: string;

  @Text(TITLE_CHARACTERS_MAX, { example: 'Medway' })
  readonly title!: string;

  @Text(NAME_MAX, { example: 'unitary-authority' })
  readonly kind!: string;

  @Optional()
  @Text(NAME_MAX, { required: false, example: 'kent' })
  readonly parent?: string;
}

/** All facts of a publisher as they should have been registered; its id is in the address. */
@EventBody<'PublisherCorrected', 'id'>()
export class PublisherCorrectionDto {
  @Text(TITLE_CHARACTERS_MAX, { example: 'Kent Police' })
  readonly title!: string;

  @Text(NAME_MAX, { example: 'police-force' })
  readonly kind!: string;

  @Text(PROSE_CHARACTERS_MAX)
  readonly reason!: string;
}

/** All facts of an area as they should have been registered; its id is in the address. */
@EventBody<'AreaCorrected', 'id'>()
export class AreaCorrectionDto {
  @Text(TITLE_CHARACTERS_MAX, { example: 'Medway' })
  readonly title!: string;

  @Text(NAME_MAX, { example: 'unitary-authority' })
  readonly kind!: string;

  @Optional()
  @Text(NAME_MAX, { required: false, example: 'kent', description: 'None if left out.' })
  readonly parent?: string;

  @Text(PROSE_CHARACTERS_MAX)
  readonly reason!: string;
}

/** A value that a dimension can have. */
export class MemberDto {
  @Text(NAME_MAX, { example: 'level-6-plus' })
  readonly id!: string;

  @Text(TITLE_CHARACTERS_MAX, {
    example: 'Level 6+',
    description: 'As publications print it. No other member of the dimension has it.',
  })
  readonly title!: string;
}

/** What figures are split by, and its values. */
@EventBody<'DimensionRegistered'>()
export class DimensionDto {
  @Text(NAME_MAX, { example: 'level' })
  readonly id!: string;

  @Text(TITLE_CHARACTERS_MAX, { example: 'Level of qualification' })
  readonly title!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MEMBERS_MAX)
  @ValidateNested({ each: true })
  @Type(() => MemberDto)
  @ApiProperty({
    type: () => [MemberDto],
    minItems: 1,
    maxItems: MEMBERS_MAX,
    description: 'All or some of its members: those that are not registered yet are added.',
  })
  readonly members!: MemberDto[];
}

/** Who owns the figures of a part of the measures and areas. */
@EventBody<'OwnershipRegistered'>()
export class OwnershipDto {
  @Optional()
  @Text(NAME_MAX, {
    required: false,
    example: 'recorded-crime',
    description: 'A measure and all below it; every measure if left out.',
  })
  readonly measures?: string;

  @Optional()
  @Text(NAME_MAX, {
    required: false,
    example: 'kent',
    description: 'An area and those within it; every area if left out.',
  })
  readonly area?: string;

  @Optional()
  @Text(NAME_MAX, {
    required: false,
    example: 'national-statistics',
    description: 'A member of the dimension `source`; every source if left out.',
  })
  readonly source?: string;

  @Text(NAME_MAX, { description: 'The publisher whose later publications change them.' })
  readonly owner!: string;

  @Optional()
  @DayMonthOrYear({
    required: false,
    example: '2025-04',
    description: 'When it began, by dates of publication; it always was so if left out.',
  })
  readonly from?: string;

  @Optional()
  @Text(PROSE_CHARACTERS_MAX, {
    required: false,
    description: 'Why another owner of the same part from the same date was wrong.',
  })
  readonly reason?: string;
}

/** What is measured. */
@EventBody<'MeasureDefined'>()
export class MeasureDto {
  @Text(NAME_MAX, { example: 'recorded-crime.all' })
  readonly code!: string;

  @Text(TITLE_CHARACTERS_MAX, { example: 'All recorded crime' })
  readonly title!: string;

  @Texts(20, { minItems: 1, description: 'The first is the usual one; money by ISO 4217.' })
  readonly units!: string[];

  @Word(VALUE_TYPES)
  readonly valueType!: MeasureFacts['valueType'];

  @Word(MEASURE_KINDS)
  readonly kind!: MeasureFacts['kind'];

  @Word(POLARITIES)
  readonly polarity!: MeasureFacts['polarity'];

  @Text(NAME_MAX, { description: 'The publisher whose later publications change its figures.' })
  readonly owner!: string;

  @Texts(500, { default: [], required: false, description: 'The measures it is the sum of.' })
  readonly sumOf: string[] = [];

  @Texts(20, { default: [], required: false, description: "A ratio's parts, numerator first." })
  readonly madeFrom: string[] = [];

  @Text(PROSE_CHARACTERS_MAX, { description: 'What version 1 counts, in our words.' })
  readonly definition!: string;
}

/** Where a change of definition was announced. */
export class NoticeDto {
  @Text(NAME_MAX, { description: 'Id of the publication.' })
  readonly publication!: string;

  @Optional()
  @Whole(1, LINE_MAX, { required: false })
  readonly line?: number;
}

/** A change of what a measure counts; the measure is in the address. */
@EventBody<'MeasureRedefined', 'code'>()
export class DefinitionDto {
  @Whole(2, VERSION_MAX, { description: 'Version 1 came with the measure.' })
  readonly version!: number;

  @DayMonthOrYear({ example: '2023-04', description: 'When it began, as near as is known.' })
  readonly validFrom!: string;

  @Text(PROSE_CHARACTERS_MAX)
  readonly definition!: string;

  @Flag({ description: 'True if figures before and after cannot be compared.' })
  readonly breaks!: boolean;

  @Optional()
  @Nested(() => NoticeDto, { required: false })
  readonly notice?: NoticeDto;
}
