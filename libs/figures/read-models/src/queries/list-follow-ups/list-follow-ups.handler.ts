import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import {
  type FollowUpsQuestion,
  type ListedFollowUps,
  listFollowUps,
} from './list-follow-ups.js';

/** Asks for follow-ups. */
export class ListFollowUps extends Query<Answer<ListedFollowUps>> {
  constructor(readonly question: FollowUpsQuestion = {}) {
    super();
  }
}

/** Lists follow-ups, at both clocks. */
@QueryHandler(ListFollowUps)
export class ListFollowUpsHandler implements IQueryHandler<ListFollowUps> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: ListFollowUps): Promise<Answer<ListedFollowUps>> {
    return listFollowUps(this.reader, question);
  }
}
