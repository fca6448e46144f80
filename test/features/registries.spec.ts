import { describe, expect, it } from '@jest/globals';
import {
  CloseFollowUp,
  CorrectArea,
  CorrectPublisher,
  DefineMeasure,
  RaiseFollowUp,
  RegisterArea,
  RegisterDimension,
  RegisterPublication,
  RegisterPublisher,
  ReleasePublication,
  UpdateFollowUp,
} from '@ledger/figures-application';
import {
  dimensionFacts,
  exampleOrigin as origin,
  force,
  kent,
  measureFacts,
  publicationFacts,
  reportFigure,
} from '@ledger/figures-domain/testing';
import type { Command } from '@nestjs/cqrs';
import { startLedger } from './in-memory-ledger.js';

const followUp = {
  id: 'september-paper.1',
  title: 'Say why the number changed',
  owner: 'force',
  subject: { publication: 'september-paper', figure: 'recorded-crime.all/kent/2024-05' },
};

describe('Registering what figures are made of', () => {
  it.each<[string, Command<unknown>]>([
    ['a publisher', new RegisterPublisher({ ...force, id: 'new-force' }, origin)],
    ['an area', new RegisterArea({ ...kent, id: 'kent.medway', parent: 'kent' }, origin)],
    ['a dimension', new RegisterDimension(dimensionFacts('channel', '101', '999'), origin)],
    ['a measure', new DefineMeasure(measureFacts({ code: 'arrests' }), origin)],
    ['a publication', new RegisterPublication(publicationFacts({ id: 'new-paper' }), origin)],
    ['a follow-up', new RaiseFollowUp(followUp, origin)],
  ])('adds %s once, and answers with where it stands', async (_, command) => {
    const { execute, store } = await startLedger();
    const first = await execute(command);
    const position = await store.head();

    expect(first).toEqual({ changed: true, position, eventId: expect.any(String) });
    expect(await execute(command)).toEqual({ changed: false, position });
    expect(await store.head()).toBe(position);
  });

  it.each<[string, Command<unknown>]>([
    ['unknown-area', new RegisterArea({ ...kent, id: 'kent.x', parent: 'nowhere' }, origin)],
    ['unknown-area', new CorrectArea({ ...kent, id: 'nowhere', reason: 'x' }, origin)],
    ['unknown-area', new CorrectArea({ ...kent, parent: 'nowhere', reason: 'x' }, origin)],
    ['area-within-itself', new CorrectArea({ ...kent, parent: 'kent', reason: 'x' }, origin)],
    ['unknown-publisher', new CorrectPublisher({ ...force, id: 'no', reason: 'x' }, origin)],
    ['unknown-publisher', new DefineMeasure(measureFacts({ owner: 'nobody' }), origin)],
    [
      'unknown-publisher',
      new RegisterPublication(publicationFacts({ id: 'x', publisher: 'nobody' }), origin),
    ],
    [
      'unknown-publisher',
      new RegisterPublication(publicationFacts({ id: 'x', presentedTo: 'nobody' }), origin),
    ],
    ['already-registered', new RegisterPublisher({ ...force, title: 'Another' }, origin)],
    ['malformed-name', new RegisterPublisher({ ...force, id: 'Kent Police' }, origin)],
    ['malformed-text', new RegisterPublisher({ ...force, title: 'half \uD83D' }, origin)],
    ['malformed-text', new ReleasePublication('september-paper', 'half \uDE00', origin)],
    [
      'unknown-publication',
      new RaiseFollowUp({ ...followUp, subject: { publication: 'nobody' } }, origin),
    ],
    ['unknown-finding', new RaiseFollowUp({ ...followUp, subject: { finding: 'no' } }, origin)],
    [
      'malformed-figure-key',
      new RaiseFollowUp({ ...followUp, subject: { figure: 'no key' } }, origin),
    ],
    ['unknown-follow-up', new UpdateFollowUp('nobody-raised', { owner: 'x' }, origin)],
    ['unknown-follow-up', new CloseFollowUp('nobody-raised', { outcome: 'x' }, origin)],
  ])('refuses with %s and writes nothing', async (code, command) => {
    const { execute, store } = await startLedger();
    const before = await store.head();

    await expect(execute(command)).rejects.toMatchObject({ code });
    expect(await store.head()).toBe(before);
  });
});

describe('What a registry says', () => {
  it('is corrected, and an area is never within one of its own parts', async () => {
    const { execute } = await startLedger();
    const medway = { ...kent, id: 'kent.medway', parent: 'kent' };
    await execute(new RegisterArea(medway, origin));
    const reason = 'it belongs nowhere else';
    const circle = new CorrectArea({ ...kent, parent: medway.id, reason }, origin);
    await expect(execute(circle)).rejects.toMatchObject({ code: 'area-within-itself' });
    const right = { ...medway, title: 'Medway', kind: 'unitary-authority' };
    const correct = new CorrectArea({ ...right, reason }, origin);
    expect(await execute(correct)).toMatchObject({ changed: true });
    expect(await execute(correct)).toMatchObject({ changed: false });
    expect(await execute(new RegisterArea(right, origin))).toMatchObject({ changed: false });
    await expect(execute(new RegisterArea(medway, origin))).rejects.toMatchObject({
      code: 'already-registered',
      fields: ['kind', 'title'],
    });
  });
});

describe('A breakdown', () => {
  const byHand = reportFigure({ figure: { breakdown: { delivery: 'by-hand' } } });

  it('has a member that its dimension is registered with, in whatever process', async () => {
    const { execute, report } = await startLedger();
    await execute(new RegisterDimension(dimensionFacts('delivery', 'hand'), origin));
    expect(await report(byHand)).toMatchObject([{ code: 'unknown-member' }]);
    await execute(new RegisterDimension(dimensionFacts('delivery', 'by-hand'), origin));
    expect(await report(byHand)).toMatchObject([{ outcome: 'recorded' }]);
  });

  it('may be of a dimension that nobody registered', async () => {
    const { report } = await startLedger();
    expect(await report(byHand)).toMatchObject([{ outcome: 'recorded' }]);
  });
});

describe('A follow-up', () => {
  it('is raised, updated there and back, and closed, each with an event of its own', async () => {
    const { execute, store } = await startLedger();
    const owners = ['pcc', 'force', 'pcc'];
    await execute(new RaiseFollowUp(followUp, origin));
    for (const owner of owners) {
      expect(await execute(new UpdateFollowUp(followUp.id, { owner }, origin))).toMatchObject({
        changed: true,
      });
    }
    const close = new CloseFollowUp(followUp.id, { outcome: 'answered' }, origin);
    expect(await execute(close)).toMatchObject({ changed: true });
    expect(await execute(close)).toMatchObject({ changed: false });

    const ids = (await store.readStream(`followup-${followUp.id}`)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
  });
});
