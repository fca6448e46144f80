import { WAIT_FOR_PARAMETERS } from '@ledger/contract';
import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ReadFeed } from '@ledger/figures-application';
import { Views } from '@ledger/figures-read-models';
import type { FastifyRequest } from 'fastify';
import { MalformedHeader, MalformedParameter } from '../problem/http-refusals.js';
import { readQuery, WAIT_FOR, type QueryParameters } from './query-parameters.js';

/** The same as the parameter `waitFor`, for clients that cannot change addresses. */
const WAIT_FOR_HEADER = 'ledger-wait-for';

/** How long a read waits for the views before it is refused. */
const WAIT_MS_MAX = 5_000;

/** Lets a read wait until the views reflect what its client wrote before. */
@Injectable()
export class ReadYourWrites {
  constructor(
    private readonly views: Views,
    private readonly queries: QueryBus,
  ) {}

  /**
   * Waits for the position that a request asks for, in its parameter or its header.
   *
   * @throws {MalformedParameter | MalformedHeader}
   * @throws {ViewsBehind} the views did not come that far in {@link WAIT_MS_MAX}
   */
  async waitFor(request: FastifyRequest): Promise<void> {
    const query = request.query as QueryParameters;
    const { waitFor = positionIn(request) } = readQuery(WAIT_FOR_PARAMETERS, query);
    if (waitFor !== undefined) await this.#wait(waitFor);
  }

  /** No client was ever given a position beyond the end of the log, so this is not lag. */
  async #wait(position: number): Promise<void> {
    if ((await this.views.reached()) >= position) return;
    const { head } = await this.queries.execute(new ReadFeed(0, 1));
    if (position > head) {
      throw new MalformedParameter(WAIT_FOR, String(position), `a position up to ${head}`);
    }
    await this.views.waitFor(position, WAIT_MS_MAX);
  }
}

function positionIn(request: FastifyRequest): number | undefined {
  const header = request.headers[WAIT_FOR_HEADER];
  if (header === undefined) return undefined;
  const position = /^\d{1,16}$/.test(String(header)) ? Number(header) : Number.NaN;
  if (Number.isSafeInteger(position)) return position;
  throw new MalformedHeader('Ledger-Wait-For', 'a position');
}
