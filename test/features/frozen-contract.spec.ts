import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CALLS, callOperation } from './operation-calls.js';
import { serveExamples, type Served, type ServedLedger } from './served-ledger.js';

/**
 * The public contract, frozen in the snapshot: both documents without their prose, and the
 * answer to every call of every operation. A change of it is a change of the contract: make it
 * on purpose, with `--updateSnapshot`, and say in the commit what clients see of it.
 */
let ledger: ServedLedger;

beforeAll(async () => {
  ledger = await serveExamples();
});

afterAll(() => ledger.close());

describe('The contract', () => {
  it('describes the same operations and schemas over HTTP', async () => {
    const { body } = await ledger.get('/openapi.json');
    const { paths, components, ...rest } = withoutProse(body);
    expect([
      ...lines('paths', paths),
      ...lines('schemas', components.schemas),
      JSON.stringify(rest),
    ]).toMatchSnapshot();
  });

  it('describes the same messages over Kafka', async () => {
    const { body } = await ledger.get('/asyncapi.json');
    const { channels, components, ...rest } = withoutProse(body);
    expect([
      ...lines('channels', channels),
      ...lines('messages', components.messages),
      JSON.stringify(rest),
    ]).toMatchSnapshot();
  });

  it.each(Object.keys(CALLS).filter(isSteady))('answers the same: %s', async (operation) => {
    const answers: string[] = [];
    for (const call of CALLS[operation]!) {
      answers.push(frozen(await callOperation(ledger, operation, call)));
    }
    expect(answers).toMatchSnapshot();
  });
});

/** Documents are frozen above; metrics and health depend on the process. */
function isSteady(operation: string): boolean {
  return !/(openapi\.json|asyncapi\.json|metrics|health\/\w+|events\/stream)$/.test(operation);
}

function lines(of: string, named: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(named).map(([name, one]) => `${of} ${name} ${JSON.stringify(one)}`);
}

const PROSE = new Set(['description', 'summary', 'version', 'title']);

/** Sentences may be reworded. A field with the name of a keyword keeps its schema. */
function withoutProse(node: any): any {
  if (Array.isArray(node)) return node.map(withoutProse);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name, value]) => !(PROSE.has(name) && typeof value === 'string'))
      .map(([name, value]) => [name, withoutProse(value)]),
  );
}

function frozen({ status, headers, text }: Served): string {
  const type = headers['content-type'] ?? '';
  const body = type.startsWith('application/problem+json') ? problemWithoutProse(text) : text;
  return `${status} ${type} ${type === 'application/zip' ? 'a pack' : unchanging(body)}`;
}

function problemWithoutProse(text: string): string {
  const { title: _, detail: __, ...rest } = JSON.parse(text);
  return JSON.stringify(rest);
}

const DAY_MS = 86_400_000;

/** Clocks, random ids, and what is derived from them, are not promised. */
function unchanging(text: string): string {
  const now = Date.now();
  const today = dayOf(now);
  // Where no clock is given, the answer is as the public could have seen it by the end of today.
  const endOfToday = `${dayOf(now + DAY_MS)}T00:00:00.000Z`;
  return text
    .replaceAll(/"correlationId":"[^"]*"|"correlationid":"[^"]*"/gi, '"correlationId":"…"')
    .replaceAll(/"causationId":"[^"]*"/gi, '"causationId":"…"')
    .replaceAll(/"leafHash":"[^"]*"/g, '"leafHash":"…"')
    .replaceAll(/"cursor":"[^"]*"|"next":"[^"\d][^"]*"/g, '"next":"…"')
    .replaceAll(endOfToday, '…')
    .replaceAll(new RegExp(`${today}T[\\d:.]+Z`, 'g'), '…');
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
