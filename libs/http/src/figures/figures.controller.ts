import {
  CHECKS_PARAMETERS,
  CLOCK_PARAMETERS,
  FIGURES_PARAMETERS,
  LIST_PARAMETERS,
  type Asked,
  type Parameters,
} from '@ledger/contract';
import { Body, Controller, Get, Inject, Optional, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus, type Command } from '@nestjs/cqrs';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import {
  answerJson,
  CorrectTranscription,
  RetractAppearance,
  type CommandAnswer,
} from '@ledger/figures-application';
import { figureKey, parseFigureKey } from '@ledger/figures-domain';
import {
  GetFigure,
  GetFigureHistory,
  ListFindings,
  SearchFigures,
  type Answer,
  type FigureAnswer,
  type FindingsQuestion,
  type FoundFigures,
  type ListedFindings,
} from '@ledger/figures-read-models';
import { FOUND_FIGURES } from '@ledger/figures-tables';
import { parseDecimal, type Origin } from '@ledger/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AcceptedForm,
  API,
  ApiRead,
  CSV_TYPE,
  factsOf,
  JSON_TYPE,
  originOf,
  QueryValues,
  readBody,
  readQuery,
  ReadYourWrites,
  refuseOtherThan,
  refuseUnknown,
  routeRefusal,
  writeCommandAnswer,
  writeText,
  writeView,
  type QueryParameters,
  type ReadAnswer,
} from '@ledger/web';
import { pagedTableAnswer, pageIn, RequestUrl } from '../tables/table-answer.js';
import { CorrectionDto, RetractionDto } from './corrections.dto.js';
import { figurePathOf, type FigurePath } from './figure-path.js';
import { ZIP_TYPE, type HistoryAnswer } from './figure-paths.js';
import { SERVED_EVIDENCE, type ServedEvidence } from './served-evidence.js';

/** Figures: search, values, history over time, and corrections of our captures. */
@ApiTags('figures')
@Controller(`${API}/figures`)
export class FiguresController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly waiting: ReadYourWrites,
    @Optional() @Inject(SERVED_EVIDENCE) private readonly evidence?: ServedEvidence,
  ) {}

  @Get()
  @ApiRead({
    summary: 'Searches figures. Filters are combined with AND.',
    answers: { 'application/json': 'FoundFigures', 'text/csv': 'Text' },
    parameters: FIGURES_PARAMETERS,
    refusals: [
      'malformed-cursor',
      'malformed-period',
      'search-without-words',
      'publication-under-embargo',
      'unknown-area',
      'unknown-marker',
      'unknown-measure',
      'unknown-publication',
    ],
  })
  async search(
    @QueryValues() asked: Asked<typeof FIGURES_PARAMETERS>,
    @AcceptedForm() form: string,
    @RequestUrl() url: string,
  ): Promise<ReadAnswer<FoundFigures>> {
    const { bom: _bom, ...rest } = asked;
    const search = { ...rest, ...pageIn(form, asked) };
    const answer = await this.queries.execute(new SearchFigures(search));
    if (form !== CSV_TYPE) return answer;
    const { clocks } = answer.body;
    return pagedTableAnswer({ url, ...asked }, answer, {
      table: FOUND_FIGURES,
      rows: ({ figures }) => figures,
      page: (cursor) =>
        this.queries.execute(new SearchFigures({ ...search, ...clocks, cursor })),
    });
  }

  /**
   * A figure, its history, or its evidence: a key contains slashes, which a route parameter cannot.
   *
   * Answered without `ReadInterceptor`, because most reads are of single figures: on a small read
   * (`/areas?limit=1`, 32 connections) interceptor and pipes took 4,500 requests/s to 2,300.
   */
  @Get('*')
  @ApiExcludeEndpoint()
  async get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { asks, key } = figurePathOf(request);
    if (asks === 'evidence') return this.#pack(key, request, reply);
    refuseOtherThan(JSON_TYPE, request.headers.accept);
    const answer = await this.#read(asks, key, request);
    void reply.send(writeView(request, reply, answer));
  }

  @Post('*')
  @ApiExcludeEndpoint()
  async mend(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { asks, key } = figurePathOf(request);
    const commandOf = MENDS[asks];
    if (commandOf === undefined) throw routeRefusal(request);
    const command = await commandOf(body, { key, origin: originOf(request) });
    void reply.send(writeCommandAnswer(reply, await this.commands.execute(command)));
  }

  async #read(
    asks: Exclude<FigurePath['asks'], 'evidence'>,
    key: string,
    request: FastifyRequest,
  ): Promise<Answer<object>> {
    switch (asks) {
      case 'figure':
        return this.#figure(key, request);
      case 'history':
        return this.#history(key, request);
      case 'findings':
        return this.#findings({ figure: key }, request);
      case 'used-in':
        return this.#findings({ figure: key, part: 'used' }, request);
      case 'corrections':
      case 'retractions':
        throw routeRefusal(request);
    }
  }

  async #figure(key: string, request: FastifyRequest): Promise<Answer<FigureAnswer>> {
    const clocks = await this.#asked(request, CLOCK_PARAMETERS);
    return this.queries.execute(new GetFigure({ key, ...clocks }));
  }

  async #history(key: string, request: FastifyRequest): Promise<Answer<HistoryAnswer>> {
    const asked = await this.#asked(request, LIST_PARAMETERS);
    const { position, body } = await this.queries.execute(
      new GetFigureHistory({ key, ...asked }),
    );
    return { position, body: { ...body, events: body.events.map(answerJson) } };
  }

  async #pack(key: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (this.evidence === undefined) throw routeRefusal(request);
    refuseOtherThan(ZIP_TYPE, request.headers.accept);
    const clocks = await this.#asked(request, CLOCK_PARAMETERS);
    const { position, body } = await this.evidence.pack({ key, ...clocks });
    const name = `evidence-${key.replaceAll(/[^\w.-]+/g, '-')}.zip`;
    const headers = { 'content-disposition': `attachment; filename="${name.slice(-200)}"` };
    const answer = { type: ZIP_TYPE, body: Buffer.from(body), position, headers };
    void reply.send(writeText(request, reply, answer));
  }

  async #findings(
    part: Pick<FindingsQuestion, 'figure' | 'part'>,
    request: FastifyRequest,
  ): Promise<Answer<ListedFindings>> {
    const asked = await this.#asked(request, CHECKS_PARAMETERS);
    return this.queries.execute(new ListFindings({ ...asked, ...part, verdict: 'all' }));
  }

  async #asked<Named extends Parameters>(
    request: FastifyRequest,
    parameters: Named,
  ): Promise<Asked<Named>> {
    const query = request.query as QueryParameters;
    refuseUnknown(query, parameters);
    await this.waiting.waitFor(request);
    return readQuery(parameters, query);
  }
}

interface Mended {
  readonly key: string;
  readonly origin: Origin;
}

/** The corrections of our own captures, by the last word of the address. */
const MENDS: Readonly<
  Record<string, (body: unknown, mended: Mended) => Promise<Command<CommandAnswer>>>
> = { corrections: correctionOf, retractions: retractionOf };

async function correctionOf(body: unknown, { key, origin }: Mended) {
  const { value, markers, ...facts } = factsOf(await readBody(CorrectionDto, body));
  const correction = {
    ...facts,
    key: figureKey(parseFigureKey(key)),
    value: value === null ? null : parseDecimal(value),
    markers: [...markers].sort(),
  };
  return new CorrectTranscription(correction, origin);
}

async function retractionOf(body: unknown, { key, origin }: Mended) {
  const facts = factsOf(await readBody(RetractionDto, body));
  return new RetractAppearance({ ...facts, key: figureKey(parseFigureKey(key)) }, origin);
}
