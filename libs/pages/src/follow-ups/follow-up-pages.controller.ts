import { Controller, Get, UseFilters, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { FOLLOW_UPS_PARAMETERS, type Asked } from '@ledger/contract';
import { GetTitles, type FollowUpView } from '@ledger/figures-read-models';
import { machineNow } from '@ledger/kernel';
import { AnswerInterceptor, type TextAnswer } from '@ledger/web';
import { PageFilter } from '../frame/page.filter.js';
import { PageQuery } from '../frame/page-query.js';
import { pageOf } from '../frame/send-page.js';
import { choicesOf } from '../words/choices.js';
import { present } from '../words/named-in.js';
import { allFollowUps } from './all-follow-ups.js';

const { limit: _limit, cursor: _cursor, ...FOLLOW_UPS_PAGE } = FOLLOW_UPS_PARAMETERS;

const STATUSES = choicesOf(FOLLOW_UPS_PARAMETERS.status);

/** Questions and actions, what is overdue first. */
@ApiExcludeController()
@Controller('follow-ups')
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class FollowUpPagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async list(
    @PageQuery(FOLLOW_UPS_PAGE) asked: Asked<typeof FOLLOW_UPS_PAGE>,
  ): Promise<TextAnswer> {
    const { owner: _owner, ...ofAnybody } = asked;
    const { followUps, position } = await allFollowUps(this.queries, ofAnybody);
    const shown = followUps.filter(({ owner }) => (asked.owner ?? owner) === owner);
    const named = {
      publication: [
        ...present(asked.publication),
        ...followUps.flatMap(({ subject }) => present(subject.publication)),
      ],
    };
    const titles = await this.queries.execute(new GetTitles({ named }));
    const content = { asked, statuses: STATUSES, owners: ownersOf(followUps) };
    const today = machineNow().slice(0, 10);
    return pageOf(
      'follow-ups',
      { ...content, followUps: shown, today, titles: titles.body },
      Math.min(position, titles.position),
    );
  }
}

/** Who owns how many, in order of text. */
function ownersOf(followUps: readonly FollowUpView[]) {
  const byOwner = Map.groupBy(followUps, ({ owner }) => owner);
  return [...byOwner]
    .map(([owner, owned]) => ({ owner, count: owned.length }))
    .sort((left, right) => (left.owner < right.owner ? -1 : 1));
}
