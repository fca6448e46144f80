import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { RoleProcess } from './role-process.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

it('A server with a configured collector traces a command to append and views', async () => {
  const names = new Set<string>();
  const collector = createServer((request, response) => {
    void json(request).then((body) => {
      for (const name of namesIn(body as Sent)) names.add(name);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const folder = await mkdtemp(join(tmpdir(), 'ledger-traced-'));
  const server = await RoleProcess.start('all', {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
    LEDGER_DATA: folder,
    LEDGER_SEEDS: 'none',
  });
  try {
    await server.ready();
    const answer = await fetch(`${server.url}/api/v1/areas`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        traceparent: `00-${TRACE}-00f067aa0ba902b7-01`,
      },
      body: JSON.stringify({ id: 'traced', title: 'Traced', kind: 'test' }),
    });
    expect(answer.status).toBe(201);
    const { position } = (await answer.json()) as { position: string };
    expect((await server.call(`/areas?waitFor=${position}`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
    expect(names).toEqual(new Set(['POST /api/v1/areas', 'append', 'project']));
  } finally {
    await server.kill();
    collector.close();
    collector.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);

/** The part of a collector's input that this checks. */
interface Sent {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly {
      readonly spans: readonly { readonly name: string; readonly traceId: string }[];
    }[];
  }[];
}

/** The spans of the one trace. */
function namesIn({ resourceSpans }: Sent): readonly string[] {
  return resourceSpans
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)
    .filter(({ traceId }) => traceId === TRACE)
    .map(({ name }) => name);
}
