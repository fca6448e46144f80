import { CloseFollowUp, UpdateFollowUp } from '@ledger/figures-application';
import type { FollowUpChange } from '@ledger/figures-domain';
import { PAGE_LIMIT_MAX } from '@ledger/contract';
import {
  listFollowUps,
  type FollowUpsQuestion,
  type FollowUpView,
  type ListedFollowUps,
} from '@ledger/figures-read-models';
import { openLedger } from '../context/open-ledger.js';
import { say, sayJson, tableOf } from '@ledger/terminal';
import { execute, originOf } from './execute.js';
import type { CommandContext, ExitStatus } from '../context/command.js';

/** The follow-ups wanted. */
export type WantedFollowUps = Pick<FollowUpsQuestion, 'status' | 'owner' | 'publication'>;

/** Lists the questions and actions that somebody asked for. */
export async function listFollowUpsCommand(
  { terminal, json, place }: CommandContext,
  wanted: WantedFollowUps,
): Promise<ExitStatus> {
  const ledger = await openLedger(place());
  try {
    const pageOf = async (question: FollowUpsQuestion) =>
      (await listFollowUps(ledger.reader, question)).body;
    const listed = await allFollowUps(wanted, pageOf);
    if (json) sayJson(terminal, listed);
    else {
      const rows = listed.followUps.map(({ id, status, owner, due, title }) => {
        return [id, status, owner, due ?? '', title];
      });
      say(terminal, tableOf(['id', 'status', 'owner', 'due', 'title'], rows));
    }
    return 0;
  } finally {
    await ledger.close();
  }
}

/** All pages of the list, which answer for one moment. */
export async function allFollowUps(
  wanted: WantedFollowUps,
  pageOf: (question: FollowUpsQuestion) => Promise<ListedFollowUps>,
): Promise<Pick<ListedFollowUps, 'recordedBy' | 'followUps'>> {
  const question = { ...wanted, limit: PAGE_LIMIT_MAX };
  let page = await pageOf(question);
  const { recordedBy } = page;
  const followUps: FollowUpView[] = [...page.followUps];
  while (page.next !== null) {
    page = await pageOf({ ...question, recordedBy, cursor: page.next });
    followUps.push(...page.followUps);
  }
  return { recordedBy, followUps };
}

/** Changes owner, due date or note of an open follow-up. */
export function updateFollowUpCommand(
  context: CommandContext,
  id: string,
  change: FollowUpChange,
): Promise<ExitStatus> {
  return execute(context, id, new UpdateFollowUp(id, change, originOf('follow-up')));
}

/** Closes a follow-up with its outcome. */
export function closeFollowUpCommand(
  context: CommandContext,
  id: string,
  closing: { readonly outcome: string; readonly closedOn?: string },
): Promise<ExitStatus> {
  return execute(context, id, new CloseFollowUp(id, closing, originOf('follow-up')));
}
