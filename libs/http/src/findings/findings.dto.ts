import { HUMAN_DECISIONS, type HumanDecision } from '@ledger/figures-application';
import { NAME_CHARACTERS_MAX } from '@ledger/figures-domain';
import { Optional, PROSE_CHARACTERS_MAX, Text, Word } from '@ledger/web';

/** What somebody decided about a finding. */
export class FindingDecisionDto {
  @Word(HUMAN_DECISIONS)
  readonly decision!: HumanDecision;

  @Text(PROSE_CHARACTERS_MAX, { description: 'Why; it stays in the history.' })
  readonly reason!: string;
}

/** What is to be reviewed. */
export class FindingReviewDto {
  @Optional()
  @Text(NAME_CHARACTERS_MAX, { required: false, description: 'All publications without it.' })
  readonly publication?: string;
}
