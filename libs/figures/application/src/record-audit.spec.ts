import { describe, expect, it } from '@jest/globals';
import { publicationStream } from '@ledger/figures-domain';
import { papers, publicationFacts, recorded, recordOf } from '@ledger/figures-domain/testing';
import type { DomainEvent } from '@ledger/kernel';
import { RecordAudit } from './record-audit.js';

/** What is found in the last of some events, their ids and references aside. */
function contentFoundIn(...events: readonly DomainEvent[]): readonly string[] {
  const audit = new RecordAudit();
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
