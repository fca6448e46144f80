import { Controller, Get, Param, UseFilters, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  MEASURES_PARAMETERS,
  SERIES_CHOICE_PARAMETERS,
  textParameter,
  type Asked,
} from '@ledger/contract';
import { breakdownText, comparedMeasure, isStatistic } from '@ledger/figures-domain';
import { AnswerInterceptor, type TextAnswer } from '@ledger/web';
import {
  GetSeries,
  GetTitles,
  ListMeasures,
  ListTopics,
  type SeriesAnswer,
  type SeriesQuestion,
  type TitlesQuestion,
} from '@ledger/figures-read-models';
import { dimensionsIn, present } from '../words/named-in.js';
import { PageFilter } from '../frame/page.filter.js';
import { PageQuery } from '../frame/page-query.js';
import { pageOf } from '../frame/send-page.js';
import { lengthsOf, linesOfLength } from './period-lengths.js';

const MEASURES_MAX = 100;

const { recordedBy: _recordedBy, ...MEASURES_PAGE } = MEASURES_PARAMETERS;

const SERIES_PAGE = {
  ...SERIES_CHOICE_PARAMETERS,
  length: textParameter(
    'One length of period; the most frequent where none is given.',
    '1 month',
  ),
};

/** What is measured, and each measure over time. */
@ApiExcludeController()
@Controller()
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class MeasurePagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get('measures')
  async measures(
    @PageQuery(MEASURES_PAGE) asked: Asked<typeof MEASURES_PAGE>,
  ): Promise<TextAnswer> {
    const { q, under } = asked;
    const question = { limit: MEASURES_MAX, ...asked };
    const listed = await this.queries.execute(new ListMeasures(question));
    const topics = await this.queries.execute(new ListTopics({}));
    const owners = listed.body.measures.map(({ owner }) => owner);
    const named = { publisher: owners, measure: present(under) };
    const titles = await this.queries.execute(new GetTitles({ named }));
    return pageOf(
      'measures',
      { q, under, ...listed.body, ...topics.body, titles: titles.body },
      Math.min(listed.position, topics.position, titles.position),
    );
  }

  @Get('series/:measure')
  async series(
    @Param('measure') measure: string,
    @PageQuery(SERIES_PAGE) { length: wanted, ...choice }: Asked<typeof SERIES_PAGE>,
  ): Promise<TextAnswer> {
    const asked = { measure, ...choice };
    const { question, series } = await this.#chosen(asked);
    const named = namedBy(series.body);
    const titles = await this.queries.execute(new GetTitles({ named }));
    const { statistic = 'value', breakdown = {} } = question;
    const lengths = lengthsOf(series.body);
    const length = wanted ?? lengths[0]?.length;
    const chosen = { ...question, statistic, length, breakdown: breakdownText(breakdown) };
    const lines = linesOfLength(series.body.lines, length);
    const { kept, keptOfLength } = addressesOf(chosen);
    return pageOf(
      'series',
      {
        ...series.body,
        lines,
        lengths,
        asked,
        chosen,
        kept,
        keptOfLength,
        titles: titles.body,
      },
      Math.min(series.position, titles.position),
    );
  }

  /** Many measures only have figures with a breakdown, and an empty page would not help. */
  async #chosen(asked: SeriesQuestion) {
    const series = await this.queries.execute(new GetSeries(asked));
    const other = isUnchosen(asked) ? firstChoice(series.body) : undefined;
    if (other === undefined) return { question: asked, series };
    const question = { ...asked, ...other };
    return { question, series: await this.queries.execute(new GetSeries(question)) };
  }
}

/** What was chosen, as an address has it: for programs, and for another length of period. */
function addressesOf(
  chosen: Pick<
    SeriesQuestion,
    'area' | 'statistic' | 'comparedWith' | 'publishedBy' | 'recordedBy'
  > & {
    readonly breakdown: string;
  },
): { readonly kept: string; readonly keptOfLength: string } {
  const { area, statistic, breakdown, comparedWith, publishedBy, recordedBy } = chosen;
  const query = new URLSearchParams();
  const fields = { area, statistic, breakdown, comparedWith, publishedBy, recordedBy };
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== '') query.set(name, value);
  }
  const kept = query.toString();
  return { kept, keptOfLength: kept === '' ? '' : `${kept}&` };
}

/** Everything that the page of a series names by code or id. */
function namedBy({
  measure,
  ownerships,
  breaks,
  lines,
  choices,
}: SeriesAnswer): TitlesQuestion['named'] {
  const points = lines.flatMap((line) => line.points);
  return {
    area: [...choices.areas, ...ownerships.flatMap(({ area }) => area ?? [])],
    ...dimensionsIn([...choices.breakdowns, ...lines.map(({ breakdown }) => breakdown)]),
    measure: points.flatMap(({ comparedWith }) => comparedMeasure(comparedWith) ?? []),
    publication: [...breaks, ...lines.flatMap((line) => line.breaks)].flatMap(({ notice }) =>
      present(notice?.publication),
    ),
    publisher: [measure.owner, ...ownerships.map(({ owner }) => owner)],
  };
}

function isUnchosen({ statistic, breakdown, comparedWith }: SeriesQuestion): boolean {
  return statistic === undefined && breakdown === undefined && comparedWith === undefined;
}

function firstChoice({ lines, choices }: SeriesAnswer): Partial<SeriesQuestion> | undefined {
  if (lines.length > 0) return undefined;
  const statistic = choices.statistics.toSorted(valueFirst).find(isStatistic);
  const [breakdown] = choices.breakdowns.toSorted(fewestFirst);
  return statistic === undefined || breakdown === undefined
    ? undefined
    : { statistic, breakdown };
}

function valueFirst(left: string, right: string): number {
  return Number(right === 'value') - Number(left === 'value');
}

function fewestFirst(left: object, right: object): number {
  return Object.keys(left).length - Object.keys(right).length;
}
