import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { MalformedBody, type BodyFault } from '../problem/http-refusals.js';

/** Validates the body of a command: unknown fields are refused. */
export class BodyPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      stopAtFirstError: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) =>
        new MalformedBody(errors.flatMap((one) => faultsOf(one, ''))),
    });
  }

  /** @throws {MalformedBody} */
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'body') return value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new MalformedBody([{ pointer: '', detail: 'give one JSON object' }]);
    }
    return super.transform(value, metadata);
  }
}

const PIPE = new BodyPipe();

/**
 * Validates a body against a class that depends on the address.
 *
 * @throws {MalformedBody}
 */
export async function readBody<Dto>(of: new () => Dto, value: unknown): Promise<Dto> {
  return (await PIPE.transform(value, { type: 'body', metatype: of })) as Dto;
}

function faultsOf(error: ValidationError, parent: string): BodyFault[] {
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.values(error.constraints ?? {}).map((detail) => ({ pointer, detail }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
}
