import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { PublicationChecks } from '../../views/publication-checks.js';
import { listFindings, type FindingsQuestion, type ListedFindings } from './list-findings.js';

/** Asks for checks and findings. */
export class ListFindings extends Query<Answer<ListedFindings>> {
  constructor(readonly question: FindingsQuestion = {}) {
    super();
  }
}

/** Lists findings, at both clocks. */
@QueryHandler(ListFindings)
export class ListFindingsHandler implements IQueryHandler<ListFindings> {
  constructor(private readonly checks: PublicationChecks) {}

  execute({ question }: ListFindings): Promise<Answer<ListedFindings>> {
    return listFindings(this.checks, question);
  }
}
