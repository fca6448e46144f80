import { PAGING_PARAMETERS, RECORDED_BY_PARAMETER } from '@ledger/web';

/** The query parameters of every list of a registry. */
export const LIST_PARAMETERS = [RECORDED_BY_PARAMETER, ...PAGING_PARAMETERS];
