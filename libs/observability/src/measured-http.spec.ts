import { describe, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { Registry } from 'prom-client';
import { measureHttp } from './measured-http.js';
import { makeMetrics } from './metrics.js';

describe('Measured HTTP', () => {
  it('counts by method, pattern of the route and status, never by the address itself', async () => {
    const registry = new Registry();
    const server = fastify();
    measureHttp(server, makeMetrics(registry));
    server.get('/figures/:key', (request, reply) => {
      const { key } = request.params as { key: string };
      void reply.code(key === 'gone' ? 404 : 200).send('');
    });
    for (const url of [
      '/figures/a',
      '/figures/b',
      '/figures/gone',
      '/made-up-1',
      '/made-up-2',
    ]) {
      await server.inject(url);
    }
    const counts = (await registry.metrics())
      .split('\n')
      .filter((line) => line.includes('_count{'));
    expect(counts).toEqual([
      'ledger_http_request_seconds_count{method="GET",route="/figures/:key",status="200"} 2',
      'ledger_http_request_seconds_count{method="GET",route="/figures/:key",status="404"} 1',
      'ledger_http_request_seconds_count{method="GET",route="none",status="404"} 2',
    ]);
    await server.close();
  });
});
