import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import {
  comparePublications,
  type Comparison,
  type ComparisonQuestion,
} from './compare-publications.js';

/** Compares what two publications printed. */
export class ComparePublications extends Query<Answer<Comparison>> {
  constructor(readonly question: ComparisonQuestion) {
    super();
  }
}

/** Answers what two publications print of the same figures, at both clocks. */
@QueryHandler(ComparePublications)
export class ComparePublicationsHandler implements IQueryHandler<ComparePublications> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: ComparePublications): Promise<Answer<Comparison>> {
    return comparePublications(this.reader, question);
  }
}
