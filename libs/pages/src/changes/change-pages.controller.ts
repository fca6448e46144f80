import { Controller, Get, UseFilters, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { CHANGE_SORTS, CHANGES_PARAMETERS, type Asked } from '@ledger/contract';
import { MOVE_DIRECTIONS, MOVE_KINDS } from '@ledger/figures-domain';
import { GetTitles, ListChanges, type TitlesQuestion } from '@ledger/figures-read-models';
import { AnswerInterceptor, type TextAnswer } from '@ledger/web';
import { PageFilter } from '../frame/page.filter.js';
import { PageQuery } from '../frame/page-query.js';
import { pageOf } from '../frame/send-page.js';
import { namedIn, present } from '../words/named-in.js';

const { bom: _bom, ...CHANGES_PAGE } = CHANGES_PARAMETERS;

type AskedChanges = Asked<typeof CHANGES_PAGE>;

const CHOICES = { kinds: MOVE_KINDS, directions: MOVE_DIRECTIONS, sorts: CHANGE_SORTS };

/** What happened to values after they were first printed. */
@ApiExcludeController()
@Controller('changes')
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class ChangePagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async list(@PageQuery(CHANGES_PAGE) asked: AskedChanges): Promise<TextAnswer> {
    const listed = await this.queries.execute(new ListChanges(asked));
    const { changes } = listed.body;
    const figures = namedIn(changes.map(({ figure }) => figure));
    const titles = await this.queries.execute(
      new GetTitles({ named: namedBy(asked, figures) }),
    );
    return pageOf(
      'changes',
      { asked, kept: keptOf(asked), choices: CHOICES, ...listed.body, titles: titles.body },
      Math.min(listed.position, titles.position),
    );
  }
}

function namedBy(
  { area, measure, publication, publisher }: AskedChanges,
  named: TitlesQuestion['named'],
): TitlesQuestion['named'] {
  return {
    ...named,
    area: [...(named.area ?? []), ...present(area)],
    measure: [...(named.measure ?? []), ...present(measure)],
    publication: present(publication),
    publisher: present(publisher),
  };
}

/** What was chosen, as an address has it: without the page. */
function keptOf({ limit: _limit, cursor: _cursor, ...chosen }: AskedChanges): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(chosen)) query.set(name, String(value));
  return query.toString();
}
