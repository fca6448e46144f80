import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import {
  checkConsistency,
  cosignedText,
  parseCheckpoint,
  parseNote,
  signatureLine,
  verifierOf,
  type NoteVerifier,
  type TreeHead,
} from '@ledger/transparency';
import type { WitnessAnswer } from '../witnesses.js';

const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A witness that does what C2SP tlog-witness says, for one log. */
export class WitnessInMemory {
  readonly verifier: NoteVerifier;
  /** The last tree that it cosigned. */
  head: TreeHead | undefined;
  /** True while nothing answers. */
  isOut = false;
  requests = 0;
  readonly #key;

  constructor(name: string, seed: number) {
    const der = Buffer.concat([PRIVATE_PREFIX, Buffer.alloc(32, seed)]);
    this.#key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const { x = '' } = createPublicKey(this.#key).export({ format: 'jwk' });
    this.verifier = verifierOf(name, 'cosignature-v1', Buffer.from(x, 'base64url'));
  }

  /** Answers a request to add a checkpoint. */
  answer(body: string): WitnessAnswer {
    this.requests += 1;
    if (this.isOut) throw new Error('nothing answers');
    const gap = body.indexOf('\n\n');
    const [old = '', ...proof] = body.slice(0, gap).split('\n');
    const note = parseNote(body.slice(gap + 2));
    const head = parseCheckpoint(note.text);
    const size = this.head?.size ?? 0;
    if (old !== `old ${size}`) return { status: 409, body: `${size}\n` };
    try {
      const hashes = proof.map((line) => Buffer.from(line, 'base64'));
      if (this.head !== undefined) checkConsistency(this.head, head, hashes);
    } catch {
      return { status: 422, body: 'bad consistency proof\n' };
    }
    this.head = head;
    return { status: 200, body: this.#cosignature(note.text) };
  }

  #cosignature(text: string): string {
    const atSeconds = 1_760_000_000n;
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(atSeconds);
    const signed = sign(null, Buffer.from(cosignedText(text, atSeconds)), this.#key);
    const { name, keyId } = this.verifier;
    return signatureLine({ name, keyId, signature: Buffer.concat([time, signed]) });
  }
}
