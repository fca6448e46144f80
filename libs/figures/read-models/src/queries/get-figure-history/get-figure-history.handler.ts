import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import {
  type FigureHistory,
  getFigureHistory,
  type HistoryQuestion,
} from './get-figure-history.js';

/** Asks for the events of a figure, in the order they were recorded. */
export class GetFigureHistory extends Query<Answer<FigureHistory>> {
  constructor(readonly question: HistoryQuestion) {
    super();
  }
}

/** Answers with all that was printed of a figure, at both clocks. */
@QueryHandler(GetFigureHistory)
export class GetFigureHistoryHandler implements IQueryHandler<GetFigureHistory> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: GetFigureHistory): Promise<Answer<FigureHistory>> {
    return getFigureHistory(this.reader, question);
  }
}
