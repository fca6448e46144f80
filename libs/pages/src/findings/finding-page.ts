import type { QueryBus } from '@nestjs/cqrs';
import { HUMAN_DECISIONS } from '@ledger/figures-application';
import {
  GetFinding,
  GetTitles,
  type FindingQuestion,
  type FindingView,
  type TitlesQuestion,
} from '@ledger/figures-read-models';
import type { TextAnswer } from '@ledger/web';
import { pageOf } from '../frame/send-page.js';
import type { FormFault } from './decision.js';

/** What a form held that could not be taken. */
export interface RefusedForm {
  readonly faults: readonly FormFault[];
  readonly decision: string;
  readonly reason: string;
}

/** The page of a finding, with what is wrong with its form where one was sent. */
export async function findingPage(
  queries: QueryBus,
  question: FindingQuestion,
  form?: RefusedForm,
): Promise<TextAnswer> {
  const found = await queries.execute(new GetFinding(question));
  const named = namedInFindings([found.body.finding]);
  const titles = await queries.execute(new GetTitles({ named }));
  return pageOf(
    'finding',
    { ...found.body, decisions: HUMAN_DECISIONS, form, titles: titles.body },
    Math.min(found.position, titles.position),
  );
}

/** The measures and publications that findings name. */
export function namedInFindings(findings: readonly FindingView[]): TitlesQuestion['named'] {
  const inputs = findings.flatMap((finding) => finding.inputs);
  return {
    measure: inputs.flatMap(({ figure }) => figure.split('/', 1)),
    publication: [...findings, ...inputs].map(({ publication }) => publication),
  };
}
