import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import { type AreasQuestion, listAreas, type ListedAreas } from './list-areas.js';

/** Asks for areas. */
export class ListAreas extends Query<Answer<ListedAreas>> {
  constructor(readonly question: AreasQuestion = {}) {
    super();
  }
}

/** Lists the registered areas, at both clocks. */
@QueryHandler(ListAreas)
export class ListAreasHandler implements IQueryHandler<ListAreas> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: ListAreas): Promise<Answer<ListedAreas>> {
    return listAreas(this.reader, question);
  }
}
