/**
 * A bound text, and a bound whole number, that the query planner cannot see into.
 *
 * SQLite as the driver builds it (with STAT4) otherwise replans the statement for every value
 * bound to a search or a limit, which takes longer than the search.
 */
export const BOUND_TEXT = 'CAST(? AS TEXT)';
/** The placeholder of a whole number in SQL, hidden from the planner as {@link BOUND_TEXT} is. */
export const BOUND_NUMBER = 'CAST(? AS INTEGER)';
