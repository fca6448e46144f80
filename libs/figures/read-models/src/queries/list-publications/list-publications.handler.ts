import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import {
  type ListedPublications,
  listPublications,
  type PublicationsQuestion,
} from './list-publications.js';

/** Asks for publications, the newest first. */
export class ListPublications extends Query<Answer<ListedPublications>> {
  constructor(readonly question: PublicationsQuestion = {}) {
    super();
  }
}

/** Lists publications, at both clocks. */
@QueryHandler(ListPublications)
export class ListPublicationsHandler implements IQueryHandler<ListPublications> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: ListPublications): Promise<Answer<ListedPublications>> {
    return listPublications(this.reader, question);
  }
}
