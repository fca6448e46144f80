import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import {
  getPublicationFigures,
  type PrintedFigures,
  type PublicationFiguresQuestion,
} from './get-publication-figures.js';

/** Asks for a publication's figures in the order of its pages. */
export class GetPublicationFigures extends Query<Answer<PrintedFigures>> {
  constructor(readonly question: PublicationFiguresQuestion) {
    super();
  }
}

/** Answers with a page of the figures that a publication prints, at both clocks. */
@QueryHandler(GetPublicationFigures)
export class GetPublicationFiguresHandler implements IQueryHandler<GetPublicationFigures> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: GetPublicationFigures): Promise<Answer<PrintedFigures>> {
    return getPublicationFigures(this.reader, question);
  }
}
