import { QueryPart, refuseUnknown, type QueryParameters } from '@ledger/web';

/**
 * Injects what `read` makes of the query of a page's address, which may have the given names.
 * A form sends fields that were left empty too: they count as left out.
 */
export function PageQuery(
  names: readonly string[],
  read: (query: QueryParameters) => unknown,
): ParameterDecorator {
  return QueryPart((query) => {
    const given = Object.fromEntries(Object.entries(query).filter(([, text]) => text !== ''));
    refuseUnknown(given, names);
    return read(given);
  });
}
