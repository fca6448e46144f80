/** The fields of a body, without its class. */
type FactsOf<Body> = { [Name in keyof Body]: Body[Name] };

/**
 * Converts a validated body to a plain object without its class and without fields that were
 * left out, because both would otherwise end up in the log.
 */
export function factsOf<Body extends object>(body: Body): FactsOf<Body> {
  return JSON.parse(JSON.stringify(body)) as FactsOf<Body>;
}
