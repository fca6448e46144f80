import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { GetFigure, type FigureQuestion } from '@ledger/figures-read-models';
import { viewText, type ViewText } from '../answer/view-text.js';

@Injectable()
export class RecentFigures {
  constructor(private readonly queries: QueryBus) {}

  async figure(question: FigureQuestion): Promise<ViewText & { readonly position: number }> {
    const { position, body } = await this.queries.execute(new GetFigure(question));
    return { position, ...viewText(body) };
  }
}
