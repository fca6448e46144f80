import { Controller, Get, UseFilters, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { FEED_PARAMETERS, integerParameter, type Asked } from '@ledger/contract';
import { LEDGER_EVENT_TYPES } from '@ledger/figures-domain';
import { GetTitles } from '@ledger/figures-read-models';
import { AnswerInterceptor, type TextAnswer } from '@ledger/web';
import { PageFilter } from '../frame/page.filter.js';
import { PageQuery } from '../frame/page-query.js';
import { pageOf } from '../frame/send-page.js';
import { present } from '../words/named-in.js';
import { latestEvents } from './latest-events.js';
import { eventWords, shownEvent } from './shown-event.js';

/** The events of a page where nothing else was requested. */
const PAGE_EVENTS = 50;

const LOG_PAGE = {
  before: integerParameter({ least: 1 }),
  limit: integerParameter({ least: 1, most: 200 }),
  stream: FEED_PARAMETERS.stream,
  types: FEED_PARAMETERS.types,
};

/** What may be chosen of types: all of one kind of stream, or one. */
const FAMILIES = [
  ['Figures', /^(?:Figure|Transcription|Appearance)/],
  ['Publications', /^(?:Publication|Artefact)/],
  ['Findings', /^Finding/],
  ['Follow-ups', /^FollowUp/],
  ['Registries', /^(?:Publisher|Area|Dimension|Members|Ownership|Measure)/],
] as const;

const CHOICES = FAMILIES.map(([words, pattern]) => {
  const types = LEDGER_EVENT_TYPES.filter((type) => pattern.test(type));
  const each = types.map((type) => ({ types: type, words: eventWords(type) }));
  return { words, types: types.join(','), each };
});

const ALL_TYPES = LEDGER_EVENT_TYPES.join(',');

/** The event log, the latest event first. */
@ApiExcludeController()
@Controller('events')
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class LogPagesController {
  constructor(private readonly queries: QueryBus) {}

  /** Nothing is shown of a publication under embargo, nor what the views do not reflect yet. */
  @Get()
  async list(@PageQuery(LOG_PAGE) asked: Asked<typeof LOG_PAGE>): Promise<TextAnswer> {
    const {
      limit = PAGE_EVENTS,
      before: given = Number.MAX_SAFE_INTEGER,
      stream,
      types,
    } = asked;
    const { position } = await this.queries.execute(new GetTitles({ named: {} }));
    const latest = await latestEvents(this.queries, {
      before: Math.min(given, position + 1),
      limit,
      ...(stream === undefined ? {} : { stream }),
      ...(types === undefined ? {} : { types }),
    });
    const read = latest.events.map(shownEvent);
    const named = { publication: read.flatMap((event) => present(event.publication)) };
    const { body: titles } = await this.queries.execute(new GetTitles({ named }));
    const events = read.filter(
      ({ publication }) => publication === undefined || titles.publication.has(publication),
    );
    const chosen = { ...asked, types: types?.join(',') };
    const content = { asked: chosen, choices: CHOICES, allTypes: ALL_TYPES };
    const { before } = latest;
    return pageOf('events', { ...content, events, before, titles, position }, position);
  }
}
