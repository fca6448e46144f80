import type { QueryBus } from '@nestjs/cqrs';
import {
  ListFollowUps,
  type FollowUpsQuestion,
  type FollowUpView,
} from '@ledger/figures-read-models';
import { machineNow } from '@ledger/kernel';

const PAGE_MAX = 500;

/** All follow-ups that are asked for: what is overdue first, then by the day they are due. */
export async function allFollowUps(
  queries: QueryBus,
  question: FollowUpsQuestion,
): Promise<{ readonly followUps: readonly FollowUpView[]; readonly position: number }> {
  const followUps: FollowUpView[] = [];
  let position = Infinity;
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = cursor === undefined ? {} : { cursor };
    const asked = { ...question, limit: PAGE_MAX, ...page };
    const listed = await queries.execute(new ListFollowUps(asked));
    followUps.push(...listed.body.followUps);
    position = Math.min(position, listed.position);
    cursor = listed.body.next;
  }
  return { followUps: followUps.sort(byUrgency), position };
}

/** True if a follow-up is open and its day has passed. */
export function isOverdue(
  { status, due }: Pick<FollowUpView, 'status' | 'due'>,
  today: string = machineNow().slice(0, 10),
): boolean {
  return status === 'open' && due !== undefined && due < today;
}

/** Open ones before closed ones, by the day they are due; those without a day last. */
function byUrgency(left: FollowUpView, right: FollowUpView): number {
  return rankOf(left) < rankOf(right) ? -1 : 1;
}

function rankOf({ status, due = '9999', id }: FollowUpView): string {
  return `${status === 'open' ? 0 : 1} ${due} ${id}`;
}
