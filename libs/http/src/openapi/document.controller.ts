import { Controller, Get, Injectable } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { API, ApiStatic, JSON_TYPE, type TextAnswer } from '@ledger/web';

/** The descriptions of this deployment's interfaces. */
@Injectable()
export class ApiDocument {
  /** OpenAPI, generated once all controllers are known. */
  text = '{}';
  /**
   * AsyncAPI, generated on request: it is rarely used and needs modules that only the bridge
   * loads.
   */
  asyncApi: () => Promise<string> = () =>
    Promise.reject(new TypeError('The composition of the process sets the AsyncAPI text.'));
}

/** The OpenAPI and AsyncAPI documents. */
@ApiTags('operations')
@Controller(API)
export class DocumentController {
  constructor(private readonly document: ApiDocument) {}

  @Get('openapi.json')
  @ApiStatic({ summary: 'This description.', answer: 'OpenApi' })
  openApi(): TextAnswer {
    return { type: JSON_TYPE, body: this.document.text };
  }

  @Get('asyncapi.json')
  @ApiStatic({ summary: 'The messages read from and sent to Kafka.', answer: 'AsyncApi' })
  async asyncApi(): Promise<TextAnswer> {
    return { type: JSON_TYPE, body: await this.document.asyncApi() };
  }
}
