import { Controller, Get, Param, UseFilters, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { CLOCK_PARAMETERS, FIGURES_PARAMETERS, type Asked } from '@ledger/contract';
import {
  GetFigure,
  GetFigureHistory,
  GetTitles,
  SearchFigures,
  type FigureAnswer,
  type FigureHistory,
  type TitlesQuestion,
} from '@ledger/figures-read-models';
import { AnswerInterceptor, type TextAnswer } from '@ledger/web';
import { PageFilter } from '../frame/page.filter.js';
import { PageQuery } from '../frame/page-query.js';
import { pageOf } from '../frame/send-page.js';
import { namedIn, present } from '../words/named-in.js';

const HISTORY_EVENTS_MAX = 100;

const { bom: _bom, ...FIGURES_PAGE } = FIGURES_PARAMETERS;

/** Figures, and each with its whole history. */
@ApiExcludeController()
@Controller('figures')
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class FigurePagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async list(@PageQuery(FIGURES_PAGE) asked: Asked<typeof FIGURES_PAGE>): Promise<TextAnswer> {
    const found = await this.queries.execute(new SearchFigures(asked));
    const identities = namedIn(found.body.figures.map(({ figure }) => figure));
    const named = {
      ...identities,
      area: [...(identities.area ?? []), ...present(asked.area)],
      measure: [...(identities.measure ?? []), ...present(asked.measure)],
      publication: present(asked.publication),
    };
    const titles = await this.queries.execute(new GetTitles({ named }));
    return pageOf(
      'figures',
      { asked, ...found.body, titles: titles.body },
      Math.min(found.position, titles.position),
    );
  }

  @Get('*')
  async figure(
    @Param('*') key: string,
    @PageQuery(CLOCK_PARAMETERS) clocks: Asked<typeof CLOCK_PARAMETERS>,
  ): Promise<TextAnswer> {
    const figure = await this.queries.execute(new GetFigure({ key, ...clocks }));
    const { publishedBy: _publishedBy, ...recordedBy } = clocks;
    const asked = { key, ...recordedBy, limit: HISTORY_EVENTS_MAX };
    const history = await this.queries.execute(new GetFigureHistory(asked));
    const named = namedBy(figure.body, history.body);
    const titles = await this.queries.execute(new GetTitles({ named, ...recordedBy }));
    return pageOf(
      'figure',
      { ...figure.body, asked: clocks, history: history.body, titles: titles.body },
      Math.min(figure.position, history.position, titles.position),
    );
  }
}

/** Everything that a figure's page names by code or id. */
function namedBy(
  { figure, chain, clocks, ownership, valueInForce }: FigureAnswer,
  { events }: FigureHistory,
): TitlesQuestion['named'] {
  const dated = clocks.datedWithin.map(({ publication }) => publication);
  const named = namedIn([figure]);
  const publishers = [...chain, ...events].map(({ publication }) => publication.publisher);
  return {
    ...named,
    area: [...(named.area ?? []), ...present(ownership.area)],
    publisher: [ownership.owner, ...publishers],
    publication: [
      ...dated,
      ...present(valueInForce?.since.publication),
      ...present(valueInForce?.textSince.publication),
      ...chain.flatMap(({ change }) =>
        change?.kind === 'restatement' ? present(change.notice?.publication) : [],
      ),
    ],
  };
}
