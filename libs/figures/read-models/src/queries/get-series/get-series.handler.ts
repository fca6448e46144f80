import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import { getSeries, type SeriesAnswer, type SeriesQuestion } from './get-series.js';

/** Asks for a measure's figures by period, with their vintages. */
export class GetSeries extends Query<Answer<SeriesAnswer>> {
  constructor(readonly question: SeriesQuestion) {
    super();
  }
}

/** Answers with a measure's series, at both clocks. */
@QueryHandler(GetSeries)
export class GetSeriesHandler implements IQueryHandler<GetSeries> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: GetSeries): Promise<Answer<SeriesAnswer>> {
    return getSeries(this.reader, question);
  }
}
