import { describe, it } from '@jest/globals';
import {
  decideFinding,
  endFinding,
  evolveFinding,
  raiseFinding,
  type FindingDecision,
  type FindingEvent,
  type FindingFacts,
  type FindingState,
} from './finding.js';
import { scenario } from '../testing/scenario.js';

const facts: FindingFacts = {
  id: 'a-finding',
  rule: { name: 'same-paper-says-two-things', version: 1 },
  inputs: ['event-1', 'event-2'],
  figures: ['recorded-crime.all/kent/2024-05'],
  verdict: '412 and 421 cannot both be printed of one figure',
};
const { id } = facts;
const reason = 'the publisher said so';
const raised: FindingEvent = { type: 'FindingRaised', data: facts };
const explained: FindingEvent = { type: 'FindingExplained', data: { id, reason } };
const reopened: FindingEvent = { type: 'FindingReopened', data: { id, reason } };

const given = scenario({
  initial: undefined,
  evolve: evolveFinding,
  decide: (decide: (state: FindingState) => FindingEvent[], state) => decide(state),
});

const decide = (decision: FindingDecision) => (state: FindingState) =>
  decideFinding(id, decision, reason, state);

describe('A finding', () => {
  it('is raised once, however often the rule finds it', () => {
    given()
      .when((state) => raiseFinding(facts, state))
      .then(raised);
    given(raised, explained)
      .when((state) => raiseFinding(facts, state))
      .thenNothing();
  });

  it('is open again where it is found again after it was closed by itself', () => {
    const again = {
      type: 'FindingReopened',
      data: { id, reason: 'It is found again.' },
    } as const;
    given(raised, { type: 'FindingReconciled', data: { id, reason } })
      .when((state) => raiseFinding(facts, state))
      .then(again);
    given(raised, { type: 'FindingSuperseded', data: { id, reason, by: 'another' } })
      .when((state) => raiseFinding(facts, state))
      .then(again);
  });

  it('is closed by itself once, also where people had decided about it', () => {
    const reconciled: FindingEvent = { type: 'FindingReconciled', data: { id, reason } };
    const superseded: FindingEvent = {
      type: 'FindingSuperseded',
      data: { id, reason, by: 'b' },
    };
    given(raised, explained)
      .when((state) => endFinding(id, { kind: 'reconciled', reason }, state))
      .then(reconciled);
    given(raised)
      .when((state) => endFinding(id, { kind: 'superseded', reason, by: 'b' }, state))
      .then(superseded);
    given(raised, superseded)
      .when((state) => endFinding(id, { kind: 'reconciled', reason }, state))
      .thenNothing();
    given()
      .when((state) => endFinding(id, { kind: 'reconciled', reason }, state))
      .thenRefused('unknown-finding');
  });

  it('is decided while it is open', () => {
    given(raised).when(decide('explained')).then(explained);
    given(raised)
      .when(decide('accepted'))
      .then({ type: 'FindingAccepted', data: { id, reason } });
    given(raised)
      .when(decide('dismissed'))
      .then({ type: 'FindingDismissed', data: { id, reason } });
    given(raised)
      .when(decide('reconciled'))
      .then({ type: 'FindingReconciled', data: { id, reason } });
  });

  it('is decided once; the same decision again changes nothing', () => {
    given(raised, explained).when(decide('explained')).thenNothing();
    given(raised, explained)
      .when(decide('dismissed'))
      .thenRefused('finding-decision-out-of-order');
  });

  it('is decided anew only after it was reopened', () => {
    given(raised, explained).when(decide('reopened')).then(reopened);
    given(raised, explained, reopened)
      .when(decide('dismissed'))
      .then({ type: 'FindingDismissed', data: { id, reason } });
    given(raised).when(decide('reopened')).thenRefused('finding-decision-out-of-order');
  });

  it('is refused where nobody raised it', () => {
    given().when(decide('explained')).thenRefused('unknown-finding');
  });
});
