/** The header with the position of the log, or of the views, that an answer reflects. */
export const POSITION_HEADER = 'ledger-position';
