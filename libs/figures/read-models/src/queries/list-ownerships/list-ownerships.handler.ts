import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import {
  listOwnerships,
  type ListedOwnerships,
  type OwnershipsQuestion,
} from './list-ownerships.js';

/** Asks for what is registered of ownership. */
export class ListOwnerships extends Query<Answer<ListedOwnerships>> {
  constructor(readonly question: OwnershipsQuestion = {}) {
    super();
  }
}

/** Lists who owns which measures' figures, at both clocks. */
@QueryHandler(ListOwnerships)
export class ListOwnershipsHandler implements IQueryHandler<ListOwnerships> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: ListOwnerships): Promise<Answer<ListedOwnerships>> {
    return listOwnerships(this.reader, question);
  }
}
