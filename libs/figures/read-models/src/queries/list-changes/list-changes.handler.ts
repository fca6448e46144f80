import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import { listChanges, type ChangesQuestion, type ListedChanges } from './list-changes.js';

/** Asks for changes. */
export class ListChanges extends Query<Answer<ListedChanges>> {
  constructor(readonly question: ChangesQuestion = {}) {
    super();
  }
}

/** Lists a page of moves of figures, at both clocks. */
@QueryHandler(ListChanges)
export class ListChangesHandler implements IQueryHandler<ListChanges> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: ListChanges): Promise<Answer<ListedChanges>> {
    return listChanges(this.reader, question);
  }
}
