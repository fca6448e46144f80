/**
 * Converts a validated body to a plain object without its class and without fields that were
 * left out, because both would otherwise end up in the log.
 */
export function factsOf<Facts extends object>(body: Facts): Facts {
  return JSON.parse(JSON.stringify(body)) as Facts;
}
