import {
  PARAMETER_CHARACTERS_MAX,
  PARAMETER_FORM,
  type Asked,
  type Parameter,
  type Parameters,
} from '@ledger/contract';
import { MalformedParameter, UnknownParameter } from '../problem/http-refusals.js';

/** A parsed query string: a name that is repeated has a list of values. */
export type QueryParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The parameter that every read accepts: the position that its answer must reflect. */
export const WAIT_FOR = 'waitFor';

/**
 * Refuses names this operation does not know: a misspelt `publishedBy` must not be answered with
 * the newest vintage.
 *
 * @throws {UnknownParameter}
 */
export function refuseUnknown(query: QueryParameters, parameters: Parameters): void {
  for (const name in query) {
    if (name === WAIT_FOR || Object.hasOwn(parameters, name)) continue;
    throw new UnknownParameter(name, Object.keys(parameters));
  }
}

/**
 * The values of an operation's parameters, without those that the query does not give. Names
 * that the operation does not have are refused by {@link refuseUnknown}.
 *
 * @throws {MalformedParameter} one is repeated, blank, too long, holds a control character, or
 *   has no value
 */
export function readQuery<Named extends Parameters>(
  parameters: Named,
  query: QueryParameters,
): Asked<Named> {
  const asked: Record<string, unknown> = {};
  for (const name in parameters) {
    const parameter = parameters[name];
    const given = query[name];
    if (parameter === undefined || given === undefined) continue;
    asked[name] = valueOf(name, given, parameter);
  }
  return asked as Asked<Named>;
}

const CONTROL = /\p{Cc}/u;

function valueOf(
  name: string,
  text: string | readonly string[],
  parameter: Parameter<unknown>,
): unknown {
  if (typeof text !== 'string') throw new MalformedParameter(name, text.join(), 'it once');
  if (text.trim() === '' || text.length > PARAMETER_CHARACTERS_MAX || CONTROL.test(text)) {
    throw new MalformedParameter(name, text, PARAMETER_FORM);
  }
  const value = parameter.read(text);
  if (value !== undefined) return value;
  const { expected, wrongPart } = parameter;
  throw new MalformedParameter(name, wrongPart?.(text) ?? text, expected);
}
