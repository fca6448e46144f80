import 'reflect-metadata';
import { WAIT_FOR_PARAMETERS, type Parameters } from '@ledger/contract';
import { SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { chooseMediaType } from './media-type.js';
import { API } from './api-path.js';

const FORMS = Symbol('forms');
const PARAMETERS = Symbol('parameters');
const ACCEPTED = Symbol('accepted parameters');
const LOCATION = Symbol('location');

/** Notes in which forms a route answers and which query parameters it has. */
export function noteRead(
  forms: readonly string[],
  parameters: Parameters,
): readonly MethodDecorator[] {
  return [
    SetMetadata(FORMS, forms),
    SetMetadata(PARAMETERS, parameters),
    SetMetadata(ACCEPTED, { ...parameters, ...WAIT_FOR_PARAMETERS }),
  ];
}

/**
 * Notes the path of the resource that a command creates, under the API, with `{id}` from its
 * body.
 */
export function noteLocation(template: string): MethodDecorator {
  return SetMetadata(LOCATION, template);
}

/**
 * The media type of a read that the client prefers.
 *
 * @throws {NotAcceptable}
 */
export function chosenForm(route: object, { headers }: FastifyRequest): string {
  const [first, ...others] = (noted(FORMS, route) as readonly string[] | undefined) ?? [];
  if (first === undefined) throw new TypeError('The route is not described by ApiRead.');
  return chooseMediaType(headers.accept, [first, ...others]);
}

/** A read's own query parameters. */
export function parametersOf(route: object): Parameters {
  return (noted(PARAMETERS, route) as Parameters | undefined) ?? {};
}

/** All query parameters that a read accepts. */
export function acceptedParametersOf(route: object): Parameters {
  return (noted(ACCEPTED, route) as Parameters | undefined) ?? {};
}

/** The path of the resource that a command creates; undefined if it creates none. */
export function locationOf(route: object, { body }: FastifyRequest): string | undefined {
  const template = noted(LOCATION, route) as string | undefined;
  const fields = body as Readonly<Record<string, unknown>>;
  return (
    template &&
    `/${API}${template.replace(/\{(\w+)\}/g, (_, name: string) => String(fields[name]))}`
  );
}

function noted(key: symbol, route: object): unknown {
  return Reflect.getMetadata(key, route);
}
