import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { PublicationChecks } from '../../views/publication-checks.js';
import { getFinding, type FindingBody, type FindingQuestion } from './get-finding.js';

/** Asks for one finding. */
export class GetFinding extends Query<Answer<FindingBody>> {
  constructor(readonly question: FindingQuestion) {
    super();
  }
}

/** Answers with one finding and what was decided of it, at both clocks. */
@QueryHandler(GetFinding)
export class GetFindingHandler implements IQueryHandler<GetFinding> {
  constructor(private readonly checks: PublicationChecks) {}

  execute({ question }: GetFinding): Promise<Answer<FindingBody>> {
    return getFinding(this.checks, question);
  }
}
