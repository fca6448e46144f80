import { Body, Controller, Param, Post, Res, UseFilters } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import { DecideFinding, ReviewFindings } from '@ledger/figures-application';
import { Views } from '@ledger/figures-read-models';
import type { Origin } from '@ledger/kernel';
import { CommandOrigin, type RouteSettings } from '@ledger/web';
import type { FastifyReply } from 'fastify';
import { PageFilter } from '../frame/page.filter.js';
import { sendPage } from '../frame/send-page.js';
import { present } from '../words/named-in.js';
import { fieldOf, readDecision } from './decision.js';
import { findingPage } from './finding-page.js';

const FORM: RouteSettings = { takesForm: true };

/** The page that is shown next reflects the decision, if the views come that far in time. */
const VIEWS_MS_MAX = 5_000;

/** Decisions about findings, as the form in a page sends them. */
@ApiExcludeController()
@Controller('findings')
@UseFilters(PageFilter)
export class FindingFormsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly views: Views,
  ) {}

  /** Decides, and leads back to the finding. What nobody raised yet is raised first. */
  @Post(':id/decisions')
  @RouteConfig(FORM)
  async decide(
    @Param('id') id: string,
    @Body() body: unknown,
    @CommandOrigin() origin: Origin,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = readDecision(body);
    if (!('decision' in read)) {
      const form = {
        faults: read,
        decision: fieldOf(body, 'decision'),
        reason: fieldOf(body, 'reason'),
      };
      const [publication] = present(fieldOf(body, 'publication') || undefined);
      const question = { id, ...(publication === undefined ? {} : { publication }) };
      sendPage(reply.code(400), await findingPage(this.queries, question, form));
      return;
    }
    const { decision, reason, publication } = read;
    if (publication !== undefined) {
      await this.commands.execute(new ReviewFindings(origin, publication));
    }
    const decided = await this.commands.execute(
      new DecideFinding(id, decision, reason, origin),
    );
    await this.views.waitFor(decided.position, VIEWS_MS_MAX);
    await reply
      .code(303)
      .header('location', `/findings/${encodeURIComponent(id)}`)
      .send();
  }
}
