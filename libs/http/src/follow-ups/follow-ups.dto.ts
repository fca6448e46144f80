import { CODE_CHARACTERS_MAX, KEY_CHARACTERS_MAX } from '@ledger/figures-domain';
import {
  Day,
  EventBody,
  LINE_MAX,
  Nested,
  Optional,
  PROSE_CHARACTERS_MAX,
  Text,
  TITLE_CHARACTERS_MAX,
  Whole,
} from '@ledger/web';

const NAME_MAX = CODE_CHARACTERS_MAX;
const KEY_MAX = KEY_CHARACTERS_MAX;

/** What a follow-up is about. */
export class FollowUpSubjectDto {
  @Optional()
  @Text(NAME_MAX, { required: false })
  readonly publication?: string;

  @Optional()
  @Text(KEY_MAX, { required: false, description: 'Key of a figure.' })
  readonly figure?: string;

  @Optional()
  @Text(NAME_MAX, { required: false })
  readonly finding?: string;

  @Optional()
  @Whole(1, LINE_MAX, { required: false })
  readonly line?: number;
}

/** A question or an action that was requested. */
@EventBody<'FollowUpRaised'>()
export class FollowUpDto {
  @Text(NAME_MAX, { example: 'ask-2024-09.wait-times' })
  readonly id!: string;

  @Text(TITLE_CHARACTERS_MAX)
  readonly title!: string;

  @Text(TITLE_CHARACTERS_MAX)
  readonly owner!: string;

  @Nested(() => FollowUpSubjectDto)
  readonly subject!: FollowUpSubjectDto;

  @Optional()
  @Day({ description: 'The day it was asked for.' })
  readonly raisedOn?: string;

  @Optional()
  @Day()
  readonly due?: string;

  @Optional()
  @Text(PROSE_CHARACTERS_MAX, { required: false })
  readonly note?: string;
}

/** What may change about an open follow-up. */
@EventBody<'FollowUpUpdated', 'id'>()
export class FollowUpChangeDto {
  @Optional()
  @Text(TITLE_CHARACTERS_MAX, { required: false })
  readonly owner?: string;

  @Optional()
  @Day()
  readonly due?: string;

  @Optional()
  @Text(PROSE_CHARACTERS_MAX, { required: false })
  readonly note?: string;
}

/** How a follow-up ended. */
@EventBody<'FollowUpClosed', 'id'>()
export class FollowUpClosingDto {
  @Text(PROSE_CHARACTERS_MAX)
  readonly outcome!: string;

  @Optional()
  @Day()
  readonly closedOn?: string;
}
