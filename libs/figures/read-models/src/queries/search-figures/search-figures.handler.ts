import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import { type FigureSearch, type FoundFigures, searchFigures } from './search-figures.js';

/** Searches figures by words, printed numbers and what they are of. */
export class SearchFigures extends Query<Answer<FoundFigures>> {
  constructor(readonly question: FigureSearch = {}) {
    super();
  }
}

/** Finds a page of figures by what is asked, at both clocks. */
@QueryHandler(SearchFigures)
export class SearchFiguresHandler implements IQueryHandler<SearchFigures> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: SearchFigures): Promise<Answer<FoundFigures>> {
    return searchFigures(this.reader, question);
  }
}
