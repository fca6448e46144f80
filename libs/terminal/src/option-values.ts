import { isScale } from '@ledger/figures-domain';
import { InvalidArgumentError } from 'commander';

/** An integer from 1. @throws {InvalidArgumentError} */
export function whole(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}

/** A text that is not blank. @throws {InvalidArgumentError} */
export function said(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Say why.');
  return text;
}

/** A power of ten. @throws {InvalidArgumentError} */
export function scale(text: string): number {
  const power = text.trim() === '' ? Number.NaN : Number(text);
  if (!isScale(power)) throw new InvalidArgumentError('Give a power of ten, such as 6.');
  return power;
}

/** A range of lines such as `12-40`. @throws {InvalidArgumentError} */
export function range(text: string): [number, number] {
  const found = /^([1-9]\d{0,8})-([1-9]\d{0,8})$/.exec(text);
  const [first, last] = [Number(found?.[1]), Number(found?.[2])];
  if (found === null || first > last) throw new InvalidArgumentError('Give lines as 12-40.');
  return [first, last];
}

/** A position in the log, from 0. @throws {InvalidArgumentError} */
export function position(text: string): number {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError('Give a position.');
  return number;
}
