import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import { type ListedMeasures, listMeasures, type MeasuresQuestion } from './list-measures.js';

/** Asks for measures. */
export class ListMeasures extends Query<Answer<ListedMeasures>> {
  constructor(readonly question: MeasuresQuestion = {}) {
    super();
  }
}

/** Lists the measures, at both clocks. */
@QueryHandler(ListMeasures)
export class ListMeasuresHandler implements IQueryHandler<ListMeasures> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: ListMeasures): Promise<Answer<ListedMeasures>> {
    return listMeasures(this.reader, question);
  }
}
