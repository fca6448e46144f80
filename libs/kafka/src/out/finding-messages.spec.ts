import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '@ledger/kernel';
import { findingMessages } from './finding-messages.js';

const record = (stream: string, type: string) => ({
  actor: 'ledger',
  causationId: 'a-command',
  correlationId: 'a-review',
  data: {},
  id: 'd00aba7f-5fa3-8970-b4bb-4d37f6267187',
  recordedAt: parseInstant('2025-01-06T09:30:01.250Z'),
  revision: 0,
  schemaVersion: 1,
  stream,
  type,
});

async function messagesOf(...streams: readonly string[]) {
  const events = streams.map((stream, at) => ({
    position: at + 1,
    record: record(stream, stream.startsWith('finding-') ? 'FindingRaised' : 'AreaRegistered'),
  }));
  const pages = [];
  for await (const page of findingMessages('/kent')(events)) pages.push(page);
  return pages;
}

describe('The messages of findings', () => {
  it('are the events of findings alone, by the id of the finding', async () => {
    const [page, ...others] = await messagesOf('area-kent', 'finding-one', 'finding-two');
    expect(others).toEqual([]);
    expect(
      page?.map(({ key, headers }) => [key, headers['position'], headers['type']]),
    ).toEqual([
      ['one', '2', 'FindingRaised'],
      ['two', '3', 'FindingRaised'],
    ]);
  });

  it('are none where nothing is about a finding', async () => {
    expect(await messagesOf('area-kent', 'figure-finding-1/kent/2024')).toEqual([]);
  });
});
