import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { FigureBatcher } from './figure-batcher.js';
import type { FigureAnswer, FigureQuestion } from './get-figure.js';

/** Asks for a figure: its value in force and its history along publication time. */
export class GetFigure extends Query<Answer<FigureAnswer>> {
  constructor(readonly question: FigureQuestion) {
    super();
  }
}

/** Answers with the value of a figure in force at both clocks. */
@QueryHandler(GetFigure)
export class GetFigureHandler implements IQueryHandler<GetFigure> {
  constructor(private readonly asked: FigureBatcher) {}

  execute({ question }: GetFigure): Promise<Answer<FigureAnswer>> {
    return this.asked.figure(question);
  }
}
