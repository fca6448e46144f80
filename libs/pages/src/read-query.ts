import { refuseUnknown, type QueryParameters } from '@ledger/web';
import type { FastifyRequest } from 'fastify';

/**
 * The parameters of a page's address.
 *
 * @throws {UnknownParameter}
 */
export function readQuery(request: FastifyRequest, known: readonly string[]): QueryParameters {
  const query = request.query as Record<string, string>;
  // A form sends what was left empty too, and means nothing by it.
  const told = Object.fromEntries(Object.entries(query).filter(([, text]) => text !== ''));
  refuseUnknown(told, known);
  return told;
}
