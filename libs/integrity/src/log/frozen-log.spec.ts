import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decodeRecord } from '@ledger/kernel';
import { LogAudit } from './log-audit.js';
import { LogReading } from './log-reading.js';
import { soundLog } from './sound-log.js';

const bodies = JSON.parse(
  readFileSync('libs/figures/domain/src/testing/frozen-events.json', 'utf8'),
) as readonly string[];

/** The events as a store would have them. */
const stored = bodies.map((body, at) => {
  const { id, stream, revision, type } = decodeRecord(body);
  return { position: at + 1, id, stream, revision, type, body };
});

describe('The frozen events', () => {
  it('are what a ledger recorded: ids, references, numbers and seals fit', () => {
    const audit = new LogAudit();
    const reading = new LogReading({ keepsClaims: false });
    const found = stored.flatMap((event) => {
      const record = soundLog(event);
      if (typeof record === 'string') return [`${event.id}: ${record}`];
      reading.take(record);
      const findings = audit.findings(record, event.position);
      return findings.map(({ what }) => `${event.id}: ${what}`);
    });

    expect(found).toEqual([]);
    expect(reading.sealDifferences()).toEqual({ checked: 1, differences: [] });
  });

  it('are of the format before salts first, and then of today', () => {
    const isSalted = bodies.map((body) => decodeRecord(body).salt !== undefined);
    expect([...new Set(isSalted)]).toEqual([false, true]);
    expect(isSalted.lastIndexOf(false)).toBeLessThan(isSalted.indexOf(true));
  });
});
