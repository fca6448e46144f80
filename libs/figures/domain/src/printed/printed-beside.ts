import { unitNamed } from '../units/unit-registry.js';

const SCALE = '(?: ?(?:k|m|bn|thousand|million|billion))?';
const NUMBER = String.raw`[+-]?[£€$]?\d[\d,]*(?:\.\d+)?${SCALE}(?: ?%)?`;
const LEVEL = String.raw`(?:\d{2}(?:\.\d)?% )?(?:ci|confidence interval|range)?:? ?`;
const LEVEL_BEHIND = String.raw`(?:,? \d{2}(?:\.\d)?% (?:ci|confidence interval))?`;
const ENDS = String.raw`${NUMBER} ?(?:to|-|,|;|and) ?${NUMBER}`;

/** What says how sure a number is, behind it: no other reading of the token, and no part of it. */
const UNCERTAINTY = [
  String.raw` ?(?:±|\+\/-|\+-|plus or minus) ?${NUMBER}(?: percentage points| pp| points)?`,
  String.raw` ?[([](?:±|\+\/-) ?${NUMBER}[)\]]`,
  String.raw` ?[([](?:se|standard error)(?: ?[:=])? ?${NUMBER}[)\]]`,
  String.raw` ?[([]${LEVEL}${ENDS}${LEVEL_BEHIND}[)\]]`,
  String.raw`, \d{2}(?:\.\d)?% (?:ci|confidence interval):? ${ENDS}`,
].map((form) => new RegExp(String.raw`^(.*[\d%\p{L}])${form}( ?[%\p{L}][^\d]*)?$`, 'u'));

const MAY_BE_UNSURE = /[([±]|\+[/-]|plus or| (?:ci|confidence)/;

const INDEX_BASE = /^(.+?)(?:,? ?[([]|, )([^()[\]=]+?) ?= ?100(?:\.0+)?[)\]]?$/;

/** The text without the interval or margin printed behind its number: `13.6 (12.1 to 15.0)`. */
export function withoutUncertainty(text: string): string {
  if (!MAY_BE_UNSURE.test(text)) return text;
  for (const form of UNCERTAINTY) {
    const [, number, behind = ''] = form.exec(text) ?? [];
    if (number !== undefined) return `${number}${behind}`;
  }
  return text;
}

/**
 * The text without the base of an index: `101.4 (2015=100)`.
 *
 * @returns null if the base is not the unit's own, or the unit is no index
 */
export function withoutIndexBase(text: string, unit: string): string | null {
  const [, number, base = ''] = INDEX_BASE.exec(text) ?? [];
  if (number === undefined) return text;
  if (!unitNamed(unit).dimension.startsWith('index')) return null;
  const own = /^index-(.+)$/.exec(unit)?.[1];
  return own === undefined || base.replace(/[/ ]/g, '-').includes(own) ? number : null;
}
