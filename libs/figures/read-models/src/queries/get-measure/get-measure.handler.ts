import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import { getMeasure, type MeasureAnswer, type MeasureQuestion } from './get-measure.js';

/** Asks for a measure: its definition versions and its position in the hierarchy. */
export class GetMeasure extends Query<Answer<MeasureAnswer>> {
  constructor(readonly question: MeasureQuestion) {
    super();
  }
}

/** Answers with a measure and its definitions, at both clocks. */
@QueryHandler(GetMeasure)
export class GetMeasureHandler implements IQueryHandler<GetMeasure> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: GetMeasure): Promise<Answer<MeasureAnswer>> {
    return getMeasure(this.reader, question);
  }
}
