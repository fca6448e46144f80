const DOUBLE = new DataView(new ArrayBuffer(8));

/** The bits of a double that an integer of JavaScript has no room for. */
const LOST_BITS = 11;

/**
 * A number by which sizes are sorted in any database: larger for a larger size, whatever its
 * magnitude, and an integer that JavaScript represents exactly. Sizes that differ after the
 * twelfth significant digit may have the same.
 *
 * The bits of doubles that are not negative rise with their values; these are the upper ones.
 *
 * @param size a decimal; its sign does not matter
 */
export function sortNumber(size: string): number {
  DOUBLE.setFloat64(0, Math.abs(Number(size)));
  const upper = DOUBLE.getUint32(0) * 2 ** (32 - LOST_BITS);
  return upper + (DOUBLE.getUint32(4) >>> LOST_BITS);
}
