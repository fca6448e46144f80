import { describe, expect, it } from '@jest/globals';
import { publicationStream } from '@ledger/figures-domain';
import { papers, publicationFacts, recorded, recordOf } from '@ledger/figures-domain/testing';
import type { DomainEvent } from '@ledger/kernel';
import { LogAudit } from './log-audit.js';

/** The findings in the last of some events, except ids and references. */
function contentFoundIn(...events: readonly DomainEvent[]): readonly string[] {
  const audit = new LogAudit();
  const found = events.map((event, at) => {
    const { id, key } = event.data as { id?: string; key?: string };
    const stream = key === undefined ? publicationStream(id ?? '') : `figure-${key}`;
    const record = { ...recordOf(event, `event-${at}`), stream };
    return audit.findings(record, at + 1);
  });
  return (found.at(-1) ?? [])
    .filter(({ kind }) => kind === 'other-content')
    .map(({ what }) => what);
}

describe('An audit of what a figure is printed in', () => {
  const [original, second, third] = [
    publicationFacts({ id: 'original' }),
    publicationFacts({ id: 'second', corrects: ['original'] }),
    publicationFacts({ ...papers.september, corrects: ['second'] }),
  ].map((data) => ({ type: 'PublicationRegistered', data }));
  const figure = recorded({ value: '412' });
  const correcting = (...correctsPublications: readonly string[]) => ({
    ...figure,
    data: { ...figure.data, correctsPublications },
  });

  it('finds nothing where it says what its publication corrects, through others too', () => {
    const found = contentFoundIn(original!, second!, third!, correcting('original', 'second'));
    expect(found).toEqual([]);
  });

  it.each([
    ['nothing', figure],
    ['less', correcting('second')],
    ['more', correcting('a-third', 'original', 'second')],
  ])('finds that it says %s', (_what, event) => {
    const found = contentFoundIn(original!, second!, third!, event);
    expect(found).toEqual([expect.stringContaining('correct others than it was registered')]);
  });
});

describe('An audit of what events refer to', () => {
  const force = { type: 'PublisherRegistered', data: { id: 'kent-police' } };
  const kent = { type: 'AreaRegistered', data: { id: 'kent', parent: 'england' } };
  const paper = { type: 'PublicationRegistered', data: papers.september };

  /** The references of the last of some events that nothing before it registers. */
  function unregisteredIn(
    ...events: readonly (readonly [stream: string, event: DomainEvent])[]
  ): readonly string[] {
    const audit = new LogAudit();
    const found = events.map(([stream, event], at) =>
      audit.findings({ ...recordOf(event, `event-${at}`), stream }, at + 1),
    );
    return (found.at(-1) ?? [])
      .filter(({ kind }) => kind === 'unknown-reference')
      .map(({ what }) => what);
  }

  it('finds nothing where all of it is registered before', () => {
    expect(
      unregisteredIn(['publisher-kent-police', force], ['publication-september-paper', paper]),
    ).toEqual([]);
  });

  it.each<[string, DomainEvent, string]>([
    ['area-kent', kent, 'area-england'],
    ['publication-september-paper', paper, 'publisher-kent-police'],
    ['measure-m', { type: 'MeasureDefined', data: { code: 'm', owner: 'x' } }, 'publisher-x'],
    ['ownership', { type: 'OwnershipRegistered', data: { owner: 'x' } }, 'publisher-x'],
    ['publication-a', { type: 'PublicationSuperseded', data: { by: 'b' } }, 'publication-b'],
    [
      'followup-1',
      { type: 'FollowUpRaised', data: { subject: { publication: 'b' } } },
      'publication-b',
    ],
  ])('names what %s refers to and nothing registers', (stream, event, missing) => {
    expect(unregisteredIn([stream, event])).toEqual([`nothing before it registers ${missing}`]);
  });
});
