import { Controller, Get, Injectable, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JSON_TYPE, sendText, API, ApiStatic } from '@ledger/web';

/** The descriptions of this deployment's interfaces. */
@Injectable()
export class ApiDocument {
  /** OpenAPI, made when all controllers are known. */
  text = '{}';
  /** AsyncAPI, made when it is asked for: few ask, and it takes what only the bridge needs. */
  asyncApi: () => Promise<string> = () =>
    Promise.reject(new Error('Whoever puts the process together says what goes over Kafka.'));
}

/** Serves the description of everything else. */
@ApiTags('operations')
@Controller(API)
export class DocumentController {
  constructor(private readonly document: ApiDocument) {}

  @Get('openapi.json')
  @ApiStatic({ summary: 'This description.', answer: 'OpenApi' })
  get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    sendText(request, reply, { type: JSON_TYPE, body: this.document.text });
  }

  @Get('asyncapi.json')
  @ApiStatic({ summary: 'What goes in and out over Kafka.', answer: 'AsyncApi' })
  async messages(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const body = await this.document.asyncApi();
    sendText(request, reply, { type: JSON_TYPE, body });
  }
}
