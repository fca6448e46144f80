import { Controller, Inject, Logger, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import {
  ReportFigures,
  ReportFiguresTogether,
  type ReportAnswer,
} from '@ledger/figures-application';
import type { ReportFigure } from '@ledger/figures-domain';
import {
  answerByOrigin,
  answerNdjson,
  answerReports,
  originReadingOf,
  readEnvelopeOf,
  readReport,
  type ReportOfOrigin,
} from '@ledger/intake';
import { mapInTurns, type Origin } from '@ledger/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  POSITION_HEADER,
  API,
  BODY_MS_MAX,
  NDJSON_TYPE,
  rawBodyOf,
  type RouteSettings,
  MalformedHeader,
  isGone,
  originOf,
} from '@ledger/web';
import { Metrics } from '../operations/metrics.js';
import { ApiReports } from './reports-documented.js';
import { answerLines } from './answer-lines.js';
import { cloudEventOf, cloudEventsOf } from './cloud-event.js';
import { IdempotentAnswers, type CachedResponse } from './idempotent-answers.js';
import { arrayAnswer, singleAnswer } from './report-answers.js';

/** The most reports one JSON array may hold. */
const REPORTS_MAX = 10_000;

/** The most bytes one JSON body of reports may have. */
const REPORTS_BYTES_MAX = 16 * 1024 * 1024;

const SETTINGS: RouteSettings = {
  bodyBytesMax: REPORTS_BYTES_MAX,
  itemsMax: REPORTS_MAX,
  takesReports: true,
};

/** The answers to an unbounded stream are not kept, so a key would promise too much. */
const NO_KEY = 'none with NDJSON, where a line that is sent again changes nothing anyhow';
const NO_EVENT = 'none with NDJSON: a CloudEvent holds one report';

const log = new Logger('reports');

/** A request that is being answered. */
interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly origin: Origin;
}

/** A request that can be decided once or more often, each time with the same outcome. */
interface Decidable {
  readonly origin: Origin;
  readonly decide: () => Promise<CachedResponse>;
}

/** Where upstreams report figures: one, an array, or an unbounded stream. */
@ApiTags('reports')
@Controller(`${API}/reports`)
export class ReportsController {
  readonly #kept = new IdempotentAnswers();

  constructor(
    private readonly commands: CommandBus,
    private readonly metrics: Metrics,
    @Inject(BODY_MS_MAX) private readonly bodyMsMax: number,
  ) {}

  @Post()
  @RouteConfig(SETTINGS)
  @ApiReports({ reportsMax: REPORTS_MAX })
  async report(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const key = request.headers['idempotency-key'];
    if (isStream(request.body)) {
      if (key !== undefined) throw new MalformedHeader('Idempotency-Key', NO_KEY);
      if ('ce-specversion' in request.headers)
        throw new MalformedHeader('ce-specversion', NO_EVENT);
      this.#answerLines(request.body, { request, reply, origin: originOf(request) });
      return;
    }
    const { origin, decide } = this.#asked(request);
    if (key === undefined) {
      sendKept(reply, await decide());
      return;
    }
    if (typeof key !== 'string') throw new MalformedHeader('Idempotency-Key', 'it once');
    const keyed = { key, actor: origin.actor, body: rawBodyOf(request) };
    const { answer, isReplayed } = await this.#kept.answer(keyed, decide);
    if (isReplayed) void reply.header('idempotency-replayed', 'true');
    sendKept(reply, answer);
  }

  #answerLines(source: AsyncIterable<Uint8Array>, { request, reply, origin }: Asked): void {
    const answers = answerNdjson(source, {
      report: (reports) => this.#report(reports, origin),
    });
    const lines = answerLines(answers, {
      correlationId: request.id,
      isGone: () => isGone(request),
      log,
      unreadMsMax: this.bodyMsMax,
    });
    // Once the answer is sent, the rest of an abandoned body is not waited for.
    reply.raw.once('finish', () => request.raw.complete || request.raw.destroy());
    void reply.code(200).header('content-type', NDJSON_TYPE).send(lines);
  }

  /** Whose request it is, and what answers it. */
  #asked(request: FastifyRequest): Decidable {
    const events = cloudEventsOf(request);
    if (events !== undefined) {
      return { origin: originOf(request), decide: () => this.#decideEvents(events, request) };
    }
    const event = cloudEventOf(request);
    const origin = originOf(request, event);
    const decide = () =>
      event === undefined
        ? this.#decide(request.body, origin)
        : this.#decideOne(event.data, origin);
    return { origin, decide };
  }

  /** Each event has an origin of its own, so they cannot be one append. */
  async #decideEvents(
    events: readonly unknown[],
    request: FastifyRequest,
  ): Promise<CachedResponse> {
    const readings = await mapInTurns(events, (json) =>
      originReadingOf(() => {
        const event = readEnvelopeOf(json);
        return { report: readReport(event.data), origin: originOf(request, event) };
      }),
    );
    const report: ReportOfOrigin = (reports, origin) => this.#report(reports, origin);
    return arrayAnswer(await answerByOrigin(readings, report));
  }

  async #decide(body: unknown, origin: Origin): Promise<CachedResponse> {
    if (!Array.isArray(body)) return this.#decideOne(body, origin);
    const together = (reports: readonly ReportFigure[]) =>
      this.#send(new ReportFiguresTogether(reports, origin));
    return await arrayAnswer(await answerReports(body, together));
  }

  async #decideOne(body: unknown, origin: Origin): Promise<CachedResponse> {
    const [answer] = await this.#report([readReport(body)], origin);
    if (answer === undefined) throw new TypeError('Every report has one answer.');
    return singleAnswer(answer, origin.correlationId);
  }

  #report(reports: readonly ReportFigure[], origin: Origin): Promise<readonly ReportAnswer[]> {
    return this.#send(new ReportFigures(reports, origin));
  }

  async #send(
    command: ReportFigures | ReportFiguresTogether,
  ): Promise<readonly ReportAnswer[]> {
    const answers = await this.commands.execute(command);
    this.metrics.countReports(answers);
    return answers;
  }
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

function sendKept(
  reply: FastifyReply,
  { status, contentType, position, body }: CachedResponse,
): void {
  if (position > 0) void reply.header(POSITION_HEADER, position);
  void reply.code(status).header('content-type', contentType).send(body);
}
