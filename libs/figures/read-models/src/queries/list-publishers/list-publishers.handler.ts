import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import {
  type ListedPublishers,
  listPublishers,
  type PublishersQuestion,
} from './list-publishers.js';

/** Asks for publishers. */
export class ListPublishers extends Query<Answer<ListedPublishers>> {
  constructor(readonly question: PublishersQuestion = {}) {
    super();
  }
}

/** Lists the registered publishers, at both clocks. */
@QueryHandler(ListPublishers)
export class ListPublishersHandler implements IQueryHandler<ListPublishers> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: ListPublishers): Promise<Answer<ListedPublishers>> {
    return listPublishers(this.reader, question);
  }
}
