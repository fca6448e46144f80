import { describe, expect, it } from '@jest/globals';
import { PAGE_LIMIT_MAX } from '@ledger/contract';
import {
  type FollowUpsQuestion,
  type FollowUpView,
  type ListedFollowUps,
} from '@ledger/figures-read-models';
import { instantOf } from '@ledger/kernel';
import { allFollowUps } from './follow-ups.js';

const recordedBy = instantOf(Date.UTC(2025, 0, 1));

/** A list in pages of two; each query is recorded. */
function pagesOf(ids: readonly string[], asked: FollowUpsQuestion[] = []) {
  return (question: FollowUpsQuestion): Promise<ListedFollowUps> => {
    asked.push(question);
    const from = Number(question.cursor ?? 0);
    const followUps = ids.slice(from, from + 2).map((id) => ({ id }) as FollowUpView);
    const next = from + 2 < ids.length ? String(from + 2) : null;
    return Promise.resolve({ recordedBy, followUps, next });
  };
}

describe('Listing follow-ups on the command line', () => {
  it.each([0, 1, 2, 3, 4, 5])('lists all %d of them, however many pages', async (count) => {
    const ids = Array.from({ length: count }, (_, at) => `ask.${at}`);
    const { followUps } = await allFollowUps({}, pagesOf(ids));
    expect(followUps.map(({ id }) => id)).toEqual(ids);
  });

  it('asks every page the same question, as of the same moment', async () => {
    const asked: FollowUpsQuestion[] = [];
    await allFollowUps({ owner: 'panel' }, pagesOf(['a', 'b', 'c'], asked));
    const question = { owner: 'panel', limit: PAGE_LIMIT_MAX };
    expect(asked).toEqual([question, { ...question, recordedBy, cursor: '2' }]);
  });
});
