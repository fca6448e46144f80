import { Controller, Get, Param, UseFilters, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { FEED_EVENTS_MAX, PAGE_LIMIT_MAX } from '@ledger/contract';
import { ReadFeed, type FeedEvent } from '@ledger/figures-application';
import {
  GetFigure,
  GetFigureHistory,
  GetMeasure,
  GetPublication,
  GetTitles,
  ListFindings,
  ListPublications,
  type Answer,
  type FigureHistory,
  type HistoryEvent,
  type HistoryQuestion,
} from '@ledger/figures-read-models';
import { AnswerInterceptor, type TextAnswer } from '@ledger/web';
import { PageFilter } from '../frame/page.filter.js';
import { figureAddress } from '../words/display-text.js';
import {
  atomAnswer,
  entriesOfFinding,
  entryOfEvent,
  entryOfFigure,
  entryOfPublication,
} from './atom-feed.js';

/** What changed about one thing, as Atom; nothing of a publication under embargo is in it. */
@ApiExcludeController()
@Controller('feeds')
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class FeedsController {
  constructor(private readonly queries: QueryBus) {}

  /** Every event of a figure. */
  @Get('figures/*')
  async figure(@Param('*') key: string): Promise<TextAnswer> {
    const { body, position } = await this.queries.execute(new GetFigure({ key }));
    const page = figureAddress(key);
    return atomAnswer({
      title: `${body.measure.title}, ${key}`,
      self: `/feeds${page}`,
      page,
      entries: (await this.#historyOf(key)).map((event) => entryOfFigure(key, event)),
      position,
    });
  }

  /** What was recorded of a publication, and findings in it. */
  @Get('publications/:id')
  async publication(@Param('id') id: string): Promise<TextAnswer> {
    const { body, position } = await this.queries.execute(new GetPublication({ id }));
    const { publication } = body;
    const page = `/publications/${encodeURIComponent(id)}`;
    const events = await this.#eventsOf(`publication-${id}`, position);
    const findings = await this.queries.execute(new ListFindings({ publication: id }));
    return atomAnswer({
      title: publication.title,
      self: `/feeds${page}`,
      page,
      entries: [
        ...events
          .filter(({ record }) => isShown(record, publication.supersededBy))
          .map((event) => entryOfEvent(page, event)),
        ...findings.body.findings.flatMap(entriesOfFinding),
      ],
      position,
    });
  }

  /** A publisher's latest publications, and what was registered of it. */
  @Get('publishers/:id')
  async publisher(@Param('id') id: string): Promise<TextAnswer> {
    const { body, position } = await this.queries.execute(
      new ListPublications({ publisher: id }),
    );
    const titles = await this.queries.execute(new GetTitles({ named: { publisher: [id] } }));
    const page = `/publishers/${encodeURIComponent(id)}`;
    const events = await this.#eventsOf(`publisher-${id}`, position);
    return atomAnswer({
      title: titles.body.publisher.get(id) ?? id,
      self: `/feeds${page}`,
      page,
      entries: [
        ...events.map((event) => entryOfEvent(page, event)),
        ...body.publications.map(entryOfPublication),
      ],
      position,
    });
  }

  /** A measure's definitions, and findings about it and the measures below it. */
  @Get('measures/:code')
  async measure(@Param('code') code: string): Promise<TextAnswer> {
    const { body, position } = await this.queries.execute(new GetMeasure({ code }));
    const page = `/series/${encodeURIComponent(code)}`;
    const events = await this.#eventsOf(`measure-${code}`, position);
    const findings = await this.queries.execute(new ListFindings({ measure: code }));
    return atomAnswer({
      title: body.measure.title,
      self: `/feeds/measures/${encodeURIComponent(code)}`,
      page,
      entries: [
        ...events.map((event) => entryOfEvent(page, event)),
        ...findings.body.findings.flatMap(entriesOfFinding),
      ],
      position,
    });
  }

  /** The events of a stream, as far as the views reflect them. */
  async #eventsOf(stream: string, position: number): Promise<readonly FeedEvent[]> {
    const events: FeedEvent[] = [];
    for (let after = 0; after < position;) {
      const page = await this.queries.execute(new ReadFeed(after, FEED_EVENTS_MAX, { stream }));
      events.push(...page.events.filter((event) => event.position <= position));
      if (page.position === after) break;
      after = page.position;
    }
    return events;
  }

  async #historyOf(key: string): Promise<readonly HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    const first = { key, limit: PAGE_LIMIT_MAX };
    let question: HistoryQuestion | null = first;
    while (question !== null) {
      const { body }: Answer<FigureHistory> = await this.queries.execute(
        new GetFigureHistory(question),
      );
      events.push(...body.events);
      question = body.next === null ? null : { ...first, cursor: body.next };
    }
    return events;
  }
}

/** A publication that supersedes is named only if it can be seen. */
function isShown({ type }: FeedEvent['record'], supersededBy: string | undefined): boolean {
  return type !== 'PublicationSuperseded' || supersededBy !== undefined;
}
