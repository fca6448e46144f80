import { describe, it } from '@jest/globals';
import {
  closeFollowUp,
  evolveFollowUp,
  raiseFollowUp,
  updateFollowUp,
  type FollowUpEvent,
  type FollowUpFacts,
  type FollowUpState,
} from './follow-up.js';
import { scenario } from '../testing/scenario.js';

const facts: FollowUpFacts = {
  id: 'september-paper.1',
  title: 'Say why the number changed',
  owner: 'force',
  subject: { publication: 'september-paper', line: 18 },
};
const { id } = facts;
const raised: FollowUpEvent = { type: 'FollowUpRaised', data: facts };
const updated: FollowUpEvent = { type: 'FollowUpUpdated', data: { id, due: '2024-12-04' } };
const closed: FollowUpEvent = { type: 'FollowUpClosed', data: { id, outcome: 'answered' } };

const given = scenario({
  initial: undefined,
  evolve: evolveFollowUp,
  decide: (decide: (state: FollowUpState) => FollowUpEvent[], state) => decide(state),
});

const raise = (state: FollowUpState) => raiseFollowUp(facts, state);
const update = (due: string) => (state: FollowUpState) => updateFollowUp(id, { due }, state);
const close = (outcome: string) => (state: FollowUpState) =>
  closeFollowUp(id, { outcome }, state);

describe('A follow-up', () => {
  it('is raised once, also where it was updated or closed since', () => {
    given().when(raise).then(raised);
    given(raised).when(raise).thenNothing();
    given(raised, updated).when(raise).thenNothing();
    given(raised, closed).when(raise).thenNothing();
  });

  it('is not raised with other facts under a known id, nor under an id that is no name', () => {
    given(raised)
      .when((state) => raiseFollowUp({ ...facts, title: 'Another' }, state))
      .thenRefused('follow-up-already-raised');
    given()
      .when((state) => raiseFollowUp({ ...facts, id: 'a b' }, state))
      .thenRefused('malformed-name');
  });

  it('is updated while it is open; what it says already changes nothing', () => {
    given(raised).when(update('2024-12-04')).then(updated);
    given(raised, updated).when(update('2024-12-04')).thenNothing();
    given(raised, updated)
      .when(update('2025-03-05'))
      .then({ type: 'FollowUpUpdated', data: { id, due: '2025-03-05' } });
    given().when(update('2024-12-04')).thenRefused('unknown-follow-up');
    given(raised, closed).when(update('2024-12-04')).thenRefused('follow-up-closed');
  });

  it('is not updated by what names nothing to change', () => {
    given(raised)
      .when((state) => updateFollowUp(id, {}, state))
      .thenRefused('nothing-to-change');
    given()
      .when((state) => updateFollowUp(id, {}, state))
      .thenRefused('unknown-follow-up');
  });

  it('takes no day that is none, and nobody without a name', () => {
    given(raised).when(update('yesterday')).thenRefused('malformed-follow-up');
    given(raised).when(close(' ')).thenRefused('malformed-follow-up');
    given(raised)
      .when((state) => updateFollowUp(id, { owner: '' }, state))
      .thenRefused('malformed-follow-up');
    given(raised)
      .when((state) => closeFollowUp(id, { outcome: 'done', closedOn: 'whenever' }, state))
      .thenRefused('malformed-follow-up');
    given()
      .when((state) => raiseFollowUp({ ...facts, raisedOn: '2024-02-30' }, state))
      .thenRefused('malformed-follow-up');
  });

  it('is closed once, with one outcome', () => {
    given(raised).when(close('answered')).then(closed);
    given(raised, closed).when(close('answered')).thenNothing();
    given(raised, closed).when(close('dropped')).thenRefused('follow-up-closed');
    given().when(close('answered')).thenRefused('unknown-follow-up');
  });
});
