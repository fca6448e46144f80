import type { BridgeDutyParts } from './bridge-duty.js';
import type { Duty } from './duty.js';

/** The bridge to Kafka, whose client is loaded only where one runs. */
export async function openBridgeDuty(parts: BridgeDutyParts): Promise<Duty> {
  const { BridgeDuty } = await import('./bridge-duty.js');
  return new BridgeDuty(parts);
}
