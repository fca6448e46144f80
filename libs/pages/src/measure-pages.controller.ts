import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { comparedMeasure, isStatistic } from '@ledger/figures-domain';
import { PAGING, readPaging, readText, readSeries, SERIES_NAMES } from '@ledger/web';
import {
  GetSeries,
  GetTitles,
  ListMeasures,
  ListTopics,
  type SeriesAnswer,
  type SeriesQuestion,
  type TitlesQuestion,
} from '@ledger/figures-read-models';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { dimensionsIn, present } from './named-in.js';
import { PageFilter } from './page.filter.js';
import { readQuery } from './read-query.js';
import { sendPage } from './send-page.js';
import { breakdownText } from './words.js';

const MEASURES_MAX = 100;

/** What is measured, and each measure over time. */
@ApiExcludeController()
@Controller()
@UseFilters(PageFilter)
export class MeasurePagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get('measures')
  async measures(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = readQuery(request, ['q', 'under', ...PAGING]);
    const under = readText(query, 'under');
    const q = readText(query, 'q');
    const question = {
      limit: MEASURES_MAX,
      ...(under === undefined ? {} : { under }),
      ...(q === undefined ? {} : { q }),
      ...readPaging(query),
    };
    const listed = await this.queries.execute(new ListMeasures(question));
    const topics = await this.queries.execute(new ListTopics({}));
    const owners = listed.body.measures.map(({ owner }) => owner);
    const named = { publisher: owners, measure: present(under) };
    const titles = await this.queries.execute(new GetTitles({ named }));
    sendPage(request, reply, {
      template: 'measures',
      content: { q, under, ...listed.body, ...topics.body, titles: titles.body },
      position: Math.min(listed.position, topics.position, titles.position),
    });
  }

  @Get('series/:measure')
  async series(
    @Param('measure') measure: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = readSeries(measure, readQuery(request, SERIES_NAMES));
    const { question, series } = await this.#chosen(asked);
    const named = namedBy(series.body);
    const titles = await this.queries.execute(new GetTitles({ named }));
    const { statistic = 'value', breakdown = {} } = question;
    const chosen = { ...question, statistic, breakdown: breakdownText(breakdown) };
    sendPage(request, reply, {
      template: 'series',
      content: { ...series.body, asked, chosen, titles: titles.body },
      position: Math.min(series.position, titles.position),
    });
  }

  /** Many measures only have figures with a breakdown: to people an empty page is no answer. */
  async #chosen(asked: SeriesQuestion) {
    const series = await this.queries.execute(new GetSeries(asked));
    const other = isUnchosen(asked) ? firstChoice(series.body) : undefined;
    if (other === undefined) return { question: asked, series };
    const question = { ...asked, ...other };
    return { question, series: await this.queries.execute(new GetSeries(question)) };
  }
}

/** Whatever the page of a series names by code or id. */
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
