import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsString,
  Matches,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import {
  NAME_CHARACTERS_MAX,
  parsePeriod,
  parsePublishedDate,
  PUBLICATION_STATUSES,
  type PublicationFacts,
  type Sighting,
} from '@ledger/figures-domain';
import { parseInstant } from '@ledger/kernel';
import {
  EventBody,
  factsOf,
  Flag,
  Form,
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

const NAME_MAX = NAME_CHARACTERS_MAX;
const CORRECTED_MAX = 20;
const SHA256 = /^[0-9a-f]{64}$/;

/** The file a publication was captured from. */
export class ArtefactDto {
  @Text(TITLE_CHARACTERS_MAX, { example: 'pdb-2024-09.pdf' })
  readonly file!: string;

  @Form(SHA256, { description: 'SHA-256 of the file.' })
  readonly sha256!: string;

  @Whole(0, Number.MAX_SAFE_INTEGER)
  readonly bytes!: number;

  @Form(/^[a-z0-9][a-z0-9.+-]{0,60}\/[a-z0-9][a-z0-9.+-]{0,100}$/, {
    example: 'application/pdf',
  })
  readonly mediaType!: string;
}

/** Which part of a pack of several papers a publication is. */
export class PackPartDto {
  @Text(NAME_MAX)
  readonly pack!: string;

  @Text(TITLE_CHARACTERS_MAX)
  readonly title!: string;

  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(2)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(LINE_MAX, { each: true })
  @ApiProperty({
    type: 'array',
    items: { type: 'integer', minimum: 1, maximum: LINE_MAX },
    minItems: 2,
    maxItems: 2,
    description: "First and last line of the artefact's text.",
  })
  readonly lines!: [number, number];
}

/** One issued paper or data release. */
@EventBody<'PublicationRegistered', never, { readonly decimalMark?: '.' | ',' }>()
export class PublicationDto {
  @Text(NAME_MAX, { example: 'kent-pdb-2024-09' })
  readonly id!: string;

  @Text(TITLE_CHARACTERS_MAX)
  readonly title!: string;

  @Text(NAME_MAX, { example: 'report' })
  readonly kind!: string;

  @Text(NAME_MAX, { description: 'Id of the publisher.' })
  readonly publisher!: string;

  @Optional()
  @Text(NAME_MAX, { required: false, description: 'Id of the body it was given to.' })
  readonly presentedTo?: string;

  @Text(NAME_MAX, {
    example: '2024-09-05',
    description: 'A year, month or day, or a moment with its offset, which is kept in UTC.',
  })
  readonly published!: string;

  @Text(PROSE_CHARACTERS_MAX, { description: 'Where that date is known from.' })
  readonly evidence!: string;

  @Optional()
  @Texts(CORRECTED_MAX, {
    required: false,
    minItems: 1,
    description: 'Ids of the publications that it corrects or replaces; registered before it.',
  })
  readonly corrects?: string[];

  @Optional()
  @Text(NAME_MAX, { required: false, description: 'The period it reports on.' })
  readonly window?: string;

  @Optional()
  @Form<'.' | ','>(/^[.,]$/, {
    required: false,
    default: '.',
    description: 'How it writes decimals: with a comma, its `12,5` is read as 12.5.',
  })
  readonly decimalMark?: '.' | ',';

  @Optional()
  @Nested(() => ArtefactDto, { required: false })
  readonly artefact?: ArtefactDto;

  @Optional()
  @Nested(() => PackPartDto, { required: false })
  readonly part?: PackPartDto;

  @Word(PUBLICATION_STATUSES, { required: false, default: 'public' })
  readonly status: PublicationFacts['status'] = 'public';

  @Flag({ required: false, default: false, description: 'True until it is released.' })
  readonly isEmbargoed: boolean = false;
}

/** An empty body, for an operation whose address says everything. */
export class NothingDto {}

/** The reason for a command. */
@EventBody<'PublicationReopened', 'id'>()
@EventBody<'PublicationReleased', 'id'>()
export class ReasonDto {
  @Text(PROSE_CHARACTERS_MAX)
  readonly reason!: string;
}

/** Another publication supersedes this one. */
@EventBody<'PublicationSuperseded', 'id'>()
export class SupersessionDto extends ReasonDto {
  @Text(NAME_MAX, { description: 'Id of the publication that took its place.' })
  readonly by!: string;
}

/** The source of a publication was read. */
@EventBody<'ArtefactSeen', 'id'>()
export class SightingDto {
  @Text(NAME_MAX, {
    example: '2024-10-01T09:00:00Z',
    description: 'When it was read: a moment with its offset, which is kept in UTC.',
  })
  readonly seenAt!: string;

  @ValidateIf((_, value) => value !== null)
  @IsString()
  @Matches(SHA256)
  @ApiProperty({
    type: 'string',
    nullable: true,
    pattern: SHA256.source,
    description: 'SHA-256 of the file that was there; null if there was none any more.',
  })
  readonly sha256!: string | null;

  @Optional()
  @Text(PROSE_CHARACTERS_MAX, { required: false, description: 'Where it was read.' })
  readonly address?: string;
}

/**
 * The facts of a body, as the domain's types.
 *
 * @throws {MalformedInstant}
 */
export function sightingOf(body: SightingDto): Sighting {
  const { seenAt, ...facts } = factsOf(body);
  return { ...facts, seenAt: parseInstant(seenAt) };
}

/**
 * The facts of a body, as the domain's types.
 *
 * @throws {MalformedPublishedDate | MalformedPeriod}
 */
export function publicationFactsOf(body: PublicationDto): PublicationFacts {
  const { window, published, corrects, decimalMark, ...facts } = factsOf(body);
  return {
    ...facts,
    published: parsePublishedDate(published),
    ...(corrects === undefined ? {} : { corrects: [...corrects].sort() }),
    ...(window === undefined ? {} : { window: parsePeriod(window) }),
    ...(decimalMark === ',' ? { decimalMark } : {}),
  };
}
