import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import { listTopics, type ListedTopics, type TopicsQuestion } from './list-topics.js';

/** Asks for subject areas. */
export class ListTopics extends Query<Answer<ListedTopics>> {
  constructor(readonly question: TopicsQuestion) {
    super();
  }
}

/** Lists the topics of the measures, at both clocks. */
@QueryHandler(ListTopics)
export class ListTopicsHandler implements IQueryHandler<ListTopics> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: ListTopics): Promise<Answer<ListedTopics>> {
    return listTopics(this.reader, question);
  }
}
