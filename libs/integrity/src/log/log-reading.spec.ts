import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '@ledger/kernel';
import {
  papers,
  recorded,
  recordOf,
  reportFigure,
  table,
} from '@ledger/figures-domain/testing';
import { LogReading } from './log-reading.js';

const { id } = papers.september;
const { key } = reportFigure();

function readingOf(...events: readonly (readonly [string, DomainEvent])[]): LogReading {
  const reading = new LogReading({ keepsClaims: true });
  for (const [eventId, event] of events) {
    const stream = event.type.startsWith('Publication') ? `publication-${id}` : `figure-${key}`;
    reading.take({ ...recordOf(event, eventId), stream });
  }
  return reading;
}

const sealOf = (...ids: readonly string[]): DomainEvent => ({
  type: 'PublicationSealed',
  data: {
    id,
    appearances: ids.length,
    digest: createHash('sha256')
      .update(ids.map((one) => `${one}\n`).join(''))
      .digest('hex'),
  },
});
const wrong: DomainEvent = recorded({ value: '421', at: table });
const right: DomainEvent = recorded({ value: '412', at: { line: 30 } });
const retracted: DomainEvent = {
  type: 'AppearanceRetracted',
  data: { key, retracts: 'wrong', publication: id, reason: 'another force' },
};

describe('Reading the log to verify it', () => {
  it('holds a seal against what stands, without what was retracted', () => {
    const captured = [
      ['right', right],
      ['wrong', wrong],
      ['a-retraction', retracted],
    ] as const;

    expect(readingOf(...captured, ['a-seal', sealOf('right')]).sealDifferences()).toEqual({
      checked: 1,
      differences: [],
    });
    expect(
      readingOf(...captured, ['a-seal', sealOf('right', 'wrong')]).sealDifferences(),
    ).toMatchObject({ differences: [{ what: 'sealed with 2 appearances, the log has 1' }] });
  });

  it('looks for no retracted capture in the document', () => {
    const reading = readingOf(['right', right], ['wrong', wrong], ['a-retraction', retracted]);

    expect(reading.claims.map(({ source }) => source)).toEqual(['event right']);
  });
});
