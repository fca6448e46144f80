import { NotAcceptable } from '../problem/http-refusals.js';

/** The forms an answer may have, as `Accept` names them. */
export const JSON_TYPE = 'application/json';
/** Comma-separated values, RFC 4180. */
export const CSV_TYPE = 'text/csv';
/** A series in the CSV format of SDMX. */
export const SDMX_CSV_TYPE = 'application/vnd.sdmx.data+csv';
/** Server-sent events, for streams that are followed. */
export const EVENT_STREAM_TYPE = 'text/event-stream';

interface Range {
  readonly type: string;
  readonly quality: number;
}

/**
 * The media type among `offered` that the client prefers; the first one offered on a tie, or
 * without a preference.
 *
 * @see RFC 9110, section 12.5.1; the parameters of a media type are not looked at
 * @throws {NotAcceptable} none of them is accepted
 */
export function chooseMediaType<Type extends string>(
  accept: string | undefined,
  offered: readonly [Type, ...Type[]],
): Type {
  if (accept === undefined || accept === '*/*') return offered[0];
  const ranges = accept.split(',').map(rangeOf);
  let chosen: Type | undefined;
  let best = 0;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > best) [chosen, best] = [type, quality];
  }
  if (chosen === undefined) throw new NotAcceptable(offered);
  return chosen;
}

/**
 * Refuses a client that does not accept the only media type of an answer.
 *
 * @throws {NotAcceptable}
 */
export function refuseOtherThan(type: string, accept: string | undefined): void {
  chooseMediaType(accept, [type]);
}

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  const number = quality === undefined ? 1 : Number(quality.slice(2));
  return { type, quality: number >= 0 && number <= 1 ? number : 0 };
}

/** The most specific range that matches the type decides, regardless of the others. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  const family = `${type.slice(0, type.indexOf('/'))}/*`;
  for (const name of [type, family, '*/*']) {
    const named = ranges.find((range) => range.type === name);
    if (named !== undefined) return named.quality;
  }
  return 0;
}
