import { Query } from '@nestjs/common';
import type { Parameters } from '@ledger/contract';
import { readQuery, refuseUnknown, type QueryParameters } from '@ledger/web';

/**
 * Injects what a page's address gives of the parameters, as `Asked` of them. A form sends fields
 * that were left empty too: they count as left out.
 */
export function PageQuery(parameters: Parameters): ParameterDecorator {
  return Query({
    transform: (query: QueryParameters) => {
      const given = Object.fromEntries(Object.entries(query).filter(([, text]) => text !== ''));
      refuseUnknown(given, parameters);
      return readQuery(parameters, given);
    },
  });
}
