import { types, type CustomTypesConfig } from 'pg';

const { INT8, NUMERIC } = types.builtins;

/**
 * Parses integers as numbers: the driver returns them as text, because not all of them are exact
 * in JavaScript. Those in views are, and one that is not is an error.
 */
export const WHOLE_NUMBERS: CustomTypesConfig = {
  getTypeParser(type, format) {
    if (type === INT8 || type === NUMERIC) return wholeNumber;
    return types.getTypeParser(type, format) as (text: string) => unknown;
  },
};

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError(
    `PostgreSQL gave ${text}, which is no whole number JavaScript can count`,
  );
}
