import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readSettings } from './settings.js';
import { ENGINES, KAFKA, settingsRefusal, mistakesIn } from '../testing/settings.js';

describe('Passwords in settings', () => {
  const password = fc.stringMatching(/^[A-Za-z0-9!$&*+.;=_~/?#%^-]{8,30}$/);

  it('are shown by no way of printing the settings', () => {
    const settings = readSettings({
      ...ENGINES,
      ...KAFKA,
      KAFKA_USERNAME: 'ledger',
      KAFKA_PASSWORD: 'hunter2',
    });
    if (settings.kind !== 'deployed') throw new Error('It is embedded.');
    const printed = [
      JSON.stringify(settings),
      inspect(settings, { depth: 9, showHidden: true }),
      String(settings.eventStore.url),
      String(settings.database.url),
    ].join();
    expect(printed).toContain('kurrentdb://one:2113,two:2113');
    expect(printed).toContain('postgres://views:5432/ledger');
    expect(printed).not.toMatch(/changeit|hunter2|admin/);
  });

  it('stand in no refusal, and in nothing that is shown, however they are written', () => {
    fc.assert(
      fc.property(password, (text) => {
        const env = {
          EVENTSTORE_URL: `kurrentdb://admin:${text}@one:2113`,
          DATABASE_URL: `postgres://ledger:${text}@views:5432/ledger`,
          KAFKA_PASSWORD: text,
          OTEL_EXPORTER_OTLP_ENDPOINT: `https://user:${text}@collector`,
        };
        expect(settingsRefusal(env)).not.toContain(text);
        const { EVENTSTORE_URL, DATABASE_URL } = env;
        const taken = mistakesIn({ EVENTSTORE_URL, DATABASE_URL });
        if (taken.length > 0) return;
        expect(JSON.stringify(readSettings({ EVENTSTORE_URL, DATABASE_URL }))).not.toContain(
          text,
        );
      }),
    );
  });
});
