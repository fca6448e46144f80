import type { Decimal } from '@ledger/kernel';
import type { Reading } from './reading.js';

/**
 * How far off an approximate number may be: one whole unit of its last printed digit that is
 * not zero, so a thousand for "nearly 15,000". A writer who rounds names the nearest round
 * number, which is off by half that unit at most, but one who cuts off ("over" left out,
 * "nearly" put in) may be off by all of it, and the paper does not say which was done.
 */
export function approximateMargin(reading: Reading): Decimal {
  return reading.roughStep;
}
