import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import { getTitles, type Titles, type TitlesQuestion } from './get-titles.js';

/** Asks for the titles of things by code or id. */
export class GetTitles extends Query<Answer<Titles>> {
  constructor(readonly question: TitlesQuestion) {
    super();
  }
}

/** Answers with the titles of registered things, as recorded by a moment. */
@QueryHandler(GetTitles)
export class GetTitlesHandler implements IQueryHandler<GetTitles> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: GetTitles): Promise<Answer<Titles>> {
    return getTitles(this.reader, question);
  }
}
