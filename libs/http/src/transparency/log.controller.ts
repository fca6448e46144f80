import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { API, UnknownRoute } from '@ledger/web';
import { tileOfPath } from '@ledger/transparency';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SERVED_LOG, type ServedLog } from './served-log.js';

const compressed = promisify(gzip);

const FOR_EVER = 'public, max-age=31536000, immutable';
const SECONDS = 'public, max-age=2';
const POSITION = /^[1-9]\d{0,15}$/;

/**
 * The transparency log as static files: checkpoint and tiles where C2SP tlog-tiles has them. It is
 * no part of the interface that OpenAPI describes: other programs' formats do.
 */
@ApiExcludeController()
@Controller([`${API}/log`, 'log'])
export class LogController {
  constructor(@Inject(SERVED_LOG) private readonly log: ServedLog) {}

  @Get('checkpoint')
  async checkpoint(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const bytes = await this.log.read('checkpoint');
    if (bytes === undefined) throw unknown(request);
    sendPlain(reply.header('cache-control', SECONDS), Buffer.from(bytes).toString());
  }

  @Get('tile/*')
  async tile(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const path = `tile/${(request.params as { readonly '*': string })['*']}`;
    const tile = tileOfPath(path);
    const bytes = tile === undefined ? undefined : await this.log.read(path);
    if (bytes === undefined) throw unknown(request);
    void reply
      .header('cache-control', FOR_EVER)
      .header('content-type', 'application/octet-stream');
    // Hashes do not shrink; entries do, by half.
    if (tile?.level !== 'entries') return void reply.send(Buffer.from(bytes));
    void reply.header('vary', 'Accept-Encoding');
    if (!takesGzip(request)) return void reply.send(Buffer.from(bytes));
    void reply.header('content-encoding', 'gzip').send(await compressed(bytes));
  }

  @Get('proof/:position')
  async proof(
    @Param('position') position: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const proof = POSITION.test(position) ? await this.log.proof(Number(position)) : undefined;
    if (proof === undefined) throw unknown(request);
    sendPlain(reply.header('cache-control', 'no-cache'), proof);
  }
}

function sendPlain(reply: FastifyReply, text: string): void {
  void reply.header('content-type', 'text/plain; charset=utf-8').send(text);
}

function takesGzip({ headers }: FastifyRequest): boolean {
  return /(?:^|[\s,])gzip(?![^,]*;\s*q=0(?:\.0*)?(?:,|$))/.test(
    headers['accept-encoding'] ?? '',
  );
}

function unknown({ method, url }: FastifyRequest): UnknownRoute {
  return new UnknownRoute(method, url);
}
