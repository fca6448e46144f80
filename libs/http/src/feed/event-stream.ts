import type { Parameters } from '@ledger/contract';
import { ApiParams, ApiRefusals, EVENT_STREAM_TYPE } from '@ledger/web';
import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';

/**
 * Documents an operation that answers with server-sent events: its parameters, where it resumes,
 * and what it refuses.
 */
export function ApiEventStream(parameters: Parameters): MethodDecorator {
  return applyDecorators(
    ApiRefusals([
      'malformed-parameter',
      'unknown-parameter',
      'malformed-header',
      'not-acceptable',
      'position-beyond-record',
      'store-unavailable',
    ]),
    ApiResponse({
      status: 200,
      description: 'CloudEvents 1.0 in JSON, one in the data of each server-sent event.',
      content: { [EVENT_STREAM_TYPE]: { schema: { type: 'string' } } },
    }),
    ApiParams(parameters),
    ApiHeader({
      name: 'Last-Event-ID',
      required: false,
      schema: { type: 'integer', minimum: 0 },
    }),
  );
}
