import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import {
  type DimensionsQuestion,
  listDimensions,
  type ListedDimensions,
} from './list-dimensions.js';

/** Asks for the dimensions of breakdowns. */
export class ListDimensions extends Query<Answer<ListedDimensions>> {
  constructor(readonly question: DimensionsQuestion = {}) {
    super();
  }
}

/** Lists the registered dimensions with their members, at both clocks. */
@QueryHandler(ListDimensions)
export class ListDimensionsHandler implements IQueryHandler<ListDimensions> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: ListDimensions): Promise<Answer<ListedDimensions>> {
    return listDimensions(this.reader, question);
  }
}
