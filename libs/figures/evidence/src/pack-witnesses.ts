import { verifiedSignatures, type SignedNote, type WitnessPolicy } from '@ledger/transparency';
import { NoEvidencePack } from './evidence-errors.js';

/**
 * The names of the witnesses that cosigned a checkpoint.
 *
 * @throws {NoEvidencePack} they are too few for the policy
 * @throws {MalformedLogText} a cosignature is invalid
 */
export function cosignersOf(
  note: SignedNote,
  policy: WitnessPolicy | undefined,
): readonly string[] {
  if (policy === undefined) return [];
  const verifiers = policy.witnesses.map(({ verifier }) => verifier);
  const cosigned = verifiedSignatures(note, verifiers).map(({ verifier }) => verifier);
  if (policy.isMet(new Set(cosigned))) return cosigned.map(({ name }) => name);
  const names = cosigned.map(({ name }) => name).join(', ');
  throw new NoEvidencePack(`too few witnesses cosigned it for the policy (${names || 'none'})`);
}
