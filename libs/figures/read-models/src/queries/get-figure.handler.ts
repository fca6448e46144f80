import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../reading/answer.js';
import { ViewReader } from '../reading/view-reader.js';
import { type FigureAnswer, type FigureQuestion, getFigure } from './get-figure.js';

/** Asks for a figure: its value in force and its history along publication time. */
export class GetFigure extends Query<Answer<FigureAnswer>> {
  constructor(readonly question: FigureQuestion) {
    super();
  }
}

@QueryHandler(GetFigure)
export class GetFigureHandler implements IQueryHandler<GetFigure> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: GetFigure): Promise<Answer<FigureAnswer>> {
    return getFigure(this.reader, question);
  }
}
