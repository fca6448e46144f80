import {
  KEY_CHARACTERS_MAX,
  type FigureKey,
  type Period,
  type PublishedDate,
} from '@ledger/figures-domain';
import type { Decimal, Instant } from '@ledger/kernel';
import Type from 'typebox';
import { textLike, textOf, textual } from './schema.js';

/** Any text. */
export const anyText = textual({});

/** A text of at least one character. */
export const text = textOf();

/** True or false. */
export const boolean = Type.Boolean();

/** A whole number from 0. */
export const integer = Type.Integer({ minimum: 0 });

/** A whole number from 1. */
export const count = Type.Integer({ minimum: 1 });

const DECIMAL = [
  '^[+-]?\\d+(\\.\\d+)?$',
  'An exact decimal as text, with the digits that were published.',
] as const;

/** An exact decimal. */
export const decimal = textLike<Decimal>(...DECIMAL);

/** An exact decimal that has not been parsed. */
export const decimalText = textLike(...DECIMAL);

/** A moment in UTC, to the millisecond. */
export const instant = textLike<Instant>(
  '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
  'A moment in UTC.',
);

/** The id of an event. */
export const eventId = textLike('^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');

/** A SHA-256 in lower-case hexadecimal digits. */
export const sha256 = textLike('^[0-9a-f]{64}$');

/** The log position that an answer reflects; 0 before the first event. */
export const position = textLike(
  '^\\d+$',
  'A position in the log, as text wherever it stands.',
);

/** The position of an event. */
export const eventPosition = textLike(
  '^[1-9]\\d*$',
  'Position in the log: rises with every event. Of two messages with one key, the one with the ' +
    'higher position is the later.',
);

/** A name whose dots make a hierarchy. */
export const code = textLike('^[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)*$');

/** A name without dots. */
export const word = textLike('^[a-z0-9]+(-[a-z0-9]+)*$');

/** A day of the calendar. */
export const day = textLike('^\\d{4}-\\d{2}-\\d{2}$');

/** A period in canonical form. */
export const period = textual<Period>({ minLength: 1 });

/** When something was published. */
export const publishedDate = textLike<PublishedDate>(
  '^\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z)?)?)?$',
  'A year, month, day or moment: as precise as is known.',
);

const KEY = {
  minLength: 1,
  maxLength: KEY_CHARACTERS_MAX,
  description: '<measure>/<area>/<period>[/<statistic>[~<compared-with>]][/<name>=<value>…]',
};

/** The key of a figure. */
export const figureKey = textual<FigureKey>(KEY);

/** The key of a figure, as a plain string. */
export const keyText = textual(KEY);
