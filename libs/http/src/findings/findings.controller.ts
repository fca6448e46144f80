import { FINDING_PARAMETERS, FINDINGS_PARAMETERS, type Asked } from '@ledger/contract';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { DecideFinding, ReviewFindings, type CommandAnswer } from '@ledger/figures-application';
import { FINDINGS } from '@ledger/figures-tables';
import {
  GetFinding,
  ListFindings,
  type Answer,
  type FindingBody,
  type ListedFindings,
} from '@ledger/figures-read-models';
import type { Origin } from '@ledger/kernel';
import {
  AcceptedForm,
  API,
  ApiCommand,
  ApiRead,
  CommandOrigin,
  CSV_TYPE,
  QueryValues,
  type ReadAnswer,
} from '@ledger/web';
import { pagedTableAnswer, pageIn, RequestUrl } from '../tables/table-answer.js';
import { FindingDecisionDto, FindingReviewDto } from './findings.dto.js';

/** What printed numbers say against each other. */
@ApiTags('findings')
@Controller(`${API}/findings`)
export class FindingsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiRead({
    summary:
      'Recomputes printed numbers from each other: what is impossible, what cannot be decided ' +
      'and, if asked for, what agrees. The newest publication first, and of each the gravest. ' +
      'A page may be short, or empty, though there are more.',
    answers: { 'application/json': 'Findings', 'text/csv': 'Text' },
    parameters: FINDINGS_PARAMETERS,
    refusals: [
      'malformed-cursor',
      'publication-under-embargo',
      'too-many-figures-to-check',
      'unknown-area',
      'unknown-measure',
      'unknown-publication',
    ],
  })
  async list(
    @QueryValues() asked: Asked<typeof FINDINGS_PARAMETERS>,
    @AcceptedForm() form: string,
    @RequestUrl() url: string,
  ): Promise<ReadAnswer<ListedFindings>> {
    const { bom: _bom, ...rest } = asked;
    const question = { ...rest, ...pageIn(form, asked) };
    const answer = await this.queries.execute(new ListFindings(question));
    if (form !== CSV_TYPE) return answer;
    const { clocks } = answer.body;
    return pagedTableAnswer({ url, ...asked }, answer, {
      table: FINDINGS,
      rows: ({ findings }) => findings,
      page: (cursor) =>
        this.queries.execute(new ListFindings({ ...question, ...clocks, cursor })),
    });
  }

  @Get(':id')
  @ApiRead({
    summary: 'A finding: its numbers, the arithmetic, the diagnosis, and what was decided.',
    answers: { 'application/json': 'Finding' },
    parameters: FINDING_PARAMETERS,
    refusals: [
      'publication-under-embargo',
      'too-many-figures-to-check',
      'unknown-finding',
      'unknown-publication',
    ],
  })
  get(
    @QueryValues() asked: Asked<typeof FINDING_PARAMETERS>,
    @Param('id') id: string,
  ): Promise<Answer<FindingBody>> {
    return this.queries.execute(new GetFinding({ id, ...asked }));
  }

  @Post('reviews')
  @ApiCommand({
    summary:
      'Raises what is impossible as findings, once per cause, and closes those that were ' +
      'corrected since.',
    refusals: ['too-many-figures-to-check'],
    ofBody: ['unknown-publication'],
  })
  async review(
    @Body() { publication }: FindingReviewDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    const command = new ReviewFindings(origin, publication);
    const { raised, ended, position } = await this.commands.execute(command);
    return { changed: raised + ended > 0, position };
  }

  @Post(':id/decisions')
  @ApiCommand({
    summary: 'Explains, accepts, dismisses or reopens a finding. It changes no figure.',
    refusals: ['finding-decision-out-of-order', 'unknown-finding'],
  })
  decide(
    @Param('id') id: string,
    @Body() { decision, reason }: FindingDecisionDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new DecideFinding(id, decision, reason, origin));
  }
}
