import { describe, expect, it } from '@jest/globals';
import { Parser } from '@asyncapi/parser';
import { LEDGER_EVENT_TYPES } from '@ledger/figures-domain';
import { asyncApiDocument } from './async-api.js';

describe('The AsyncAPI document', () => {
  it('is one by the rules of AsyncAPI', async () => {
    const document = asyncApiDocument({ version: '1.2.3', prefix: 'eu.' });
    const { diagnostics, document: parsed } = await new Parser().parse(
      JSON.stringify(document),
    );
    const faults = diagnostics.filter(({ severity }) => severity <= WARNING);
    expect(faults.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([]);
    expect(
      parsed
        ?.channels()
        .all()
        .map((channel) => channel.address()),
    ).toEqual([
      'eu.ledger.reports.v1',
      'eu.ledger.reports.refused.v1',
      'eu.ledger.events.v1',
      'eu.ledger.figures.current.v1',
      'eu.ledger.findings.v1',
    ]);
    expect(parsed?.info().version()).toBe('1.2.3');
  }, 30_000);

  it('names a fault where there is one', async () => {
    const document = { ...asyncApiDocument({ version: '1.2.3' }), channels: { reports: 1 } };
    const { diagnostics } = await new Parser().parse(JSON.stringify(document));
    expect(diagnostics.filter(({ severity }) => severity === 0)).not.toEqual([]);
  }, 30_000);

  it('has a message for every event', async () => {
    const { document } = await new Parser().parse(
      JSON.stringify(asyncApiDocument({ version: '1' })),
    );
    const events = document?.channels().get('events')?.messages().all() ?? [];
    expect(events.map((message) => message.name())).toEqual(LEDGER_EVENT_TYPES);
    for (const message of events) expect(message.summary()).toMatch(/\w\.$/);
  }, 30_000);
});

/** The parser's severities: 0 an error, 1 a warning. */
const WARNING = 1;
