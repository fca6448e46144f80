import type { BridgeDutyParts } from './bridge-duty.js';
import type { Duty } from './duty.js';

/** Opens the bridge to Kafka. The Kafka client is loaded only if a bridge runs. */
export async function openBridgeDuty(parts: BridgeDutyParts): Promise<Duty> {
  const { BridgeDuty } = await import('./bridge-duty.js');
  return new BridgeDuty(parts);
}
