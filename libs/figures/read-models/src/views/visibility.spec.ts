import { describe, expect, it } from '@jest/globals';
import { parsePublishedDate } from '@ledger/figures-domain';
import { publicationFacts } from '@ledger/figures-domain/testing';
import type { Instant } from '@ledger/kernel';
import { isPerhapsVisible, isUnderEmbargo, isVisible, visibleFrom } from './visibility.js';

const at = (text: string) => text as Instant;

/** A publication with its moment, under embargo or not. */
function publication(
  published: string,
  { isEmbargoed = false, releasedAt = null as Instant | null } = {},
) {
  const facts = publicationFacts({ published: parsePublishedDate(published), isEmbargoed });
  return { facts, visibleFrom: visibleFrom({ facts }, releasedAt) };
}

const clocks = (publishedBy: string) => ({
  publishedBy: at(publishedBy),
  recordedBy: at('2026-01-01T00:00:00.000Z'),
});

describe('A publication can be seen', () => {
  it('from the end of the date it bears, as precise as that is', () => {
    expect(publication('2024-09').visibleFrom).toBe('2024-10-01T00:00:00.000Z');
    expect(publication('2024-09-05').visibleFrom).toBe('2024-09-06T00:00:00.000Z');
    expect(publication('2024-09-05T10:00:00.000Z').visibleFrom).toBe(
      '2024-09-05T10:00:00.000Z',
    );
  });

  it('never while it is under embargo, and then from its release or its date, the later', () => {
    const hidden = publication('2024-09-05', { isEmbargoed: true });
    expect([hidden.visibleFrom, isUnderEmbargo(hidden)]).toEqual([null, true]);
    expect(isVisible(hidden, clocks('2030-01-01T00:00:00.000Z'))).toBe(false);
    const [late, early] = ['2024-09-09T12:00:00.000Z', '2024-09-01T12:00:00.000Z'].map((text) =>
      publication('2024-09-05', { isEmbargoed: true, releasedAt: at(text) }),
    );
    expect(late?.visibleFrom).toBe('2024-09-09T12:00:00.000Z');
    expect(early?.visibleFrom).toBe('2024-09-06T00:00:00.000Z');
  });

  it('at its moment, and not before', () => {
    const paper = publication('2024-09-05');
    expect(isVisible(paper, clocks('2024-09-06T00:00:00.000Z'))).toBe(true);
    expect(isVisible(paper, clocks('2024-09-05T23:59:59.999Z'))).toBe(false);
  });
});

describe('A publication is perhaps visible', () => {
  it('while its date has begun and not ended', () => {
    const paper = publication('2024-09');
    const seen = ['2024-08-31', '2024-09-01', '2024-09-30', '2024-10-01'].map((day) =>
      isPerhapsVisible(paper, clocks(`${day}T00:00:00.000Z`)),
    );
    expect(seen).toEqual([false, true, true, false]);
  });

  it('never by a moment, nor where a release is what it waits for', () => {
    const exact = publication('2024-09-05T10:00:00.000Z');
    expect(isPerhapsVisible(exact, clocks('2024-09-05T09:00:00.000Z'))).toBe(false);
    const released = publication('2024-09', {
      isEmbargoed: true,
      releasedAt: at('2024-12-01T00:00:00.000Z'),
    });
    expect(isPerhapsVisible(released, clocks('2024-09-15T00:00:00.000Z'))).toBe(false);
  });
});
