import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { MalformedLogText } from './transparency-errors.js';
import { sha256 } from './tree-hash.js';

/** What a note's key signs: the note's text itself, or a checkpoint with a timestamp. */
export type NoteAlgorithm = 'ed25519' | 'cosignature-v1';

/** The byte before a public key (C2SP signed-note and tlog-cosignature). */
const ALGORITHM_BYTES: Readonly<Record<NoteAlgorithm, number>> = {
  ed25519: 0x01,
  'cosignature-v1': 0x04,
};

/** A trusted key. */
export interface NoteVerifier {
  readonly name: string;
  /** 8 hexadecimal digits, from name and public key: distinguishes keys of one name. */
  readonly keyId: string;
  readonly algorithm: NoteAlgorithm;
  /** The key as text, for publication: `name+keyId+base64`. */
  readonly text: string;
  /** True if the signature, without the key id, is valid for the note's text. */
  verify(text: string, signature: Uint8Array): boolean;
}

/** A signer of notes; it decides where the private key is kept. */
export interface NoteSigner {
  readonly verifier: NoteVerifier;
  /** The signature of a note's text, without the key id. */
  sign(text: string): Promise<Uint8Array>;
}

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const TIME_BYTES = 8;
const NAME = /^[^\s\u0085+]+$/u;
const PRIVATE = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/;
const PUBLIC = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/;
/** DER prefix of an Ed25519 private key's 32 bytes (RFC 8410, section 7). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** True for a valid key name: no white space, no plus sign. */
export function isKeyName(name: string): boolean {
  return NAME.test(name) && name.isWellFormed();
}

/**
 * Parses a public key as logs and witnesses publish it: `name+keyId+base64`.
 *
 * @throws {MalformedLogText} it is malformed, or of an unknown algorithm
 */
export function parseVerifier(text: string): NoteVerifier {
  const what = 'The public key';
  const [, name = '', keyId, base64 = ''] = PUBLIC.exec(text) ?? [];
  if (!isKeyName(name)) throw new MalformedLogText(what, 'it is not name+id+key');
  const bytes = strictBase64(base64);
  const algorithm = algorithmOf(bytes?.[0]);
  if (bytes?.length !== 1 + KEY_BYTES || algorithm === undefined) {
    throw new MalformedLogText(what, 'its algorithm is not Ed25519');
  }
  const verifier = verifierOf(name, algorithm, bytes.subarray(1));
  if (verifier.keyId === keyId) return verifier;
  throw new MalformedLogText(
    what,
    `its id is ${keyId}, and of its name and key ${verifier.keyId}`,
  );
}

/**
 * Parses a private key: `PRIVATE+KEY+name+keyId+base64`, as Go's note package writes it.
 *
 * @throws {MalformedLogText} it is malformed
 */
export function parseSigner(text: string): NoteSigner {
  const what = 'The private key';
  const [, name = '', keyId, base64 = ''] = PRIVATE.exec(text.trim()) ?? [];
  const bytes = strictBase64(base64);
  if (!isKeyName(name) || bytes === undefined) {
    throw new MalformedLogText(what, 'it is not PRIVATE+KEY+name+id+key');
  }
  if (bytes.length !== 1 + KEY_BYTES || bytes[0] !== ALGORITHM_BYTES.ed25519) {
    throw new MalformedLogText(what, 'its algorithm is not Ed25519');
  }
  const signer = ed25519Signer(name, bytes.subarray(1));
  if (signer.verifier.keyId === keyId) return signer;
  throw new MalformedLogText(what, 'its id is not that of its name and key');
}

/** A new private key as text, for {@link parseSigner}. */
export function generateKey(name: string): string {
  if (!isKeyName(name)) throw new MalformedLogText('The name of the key', `it is "${name}"`);
  const { privateKey } = generateKeyPairSync('ed25519');
  const { d = '' } = privateKey.export({ format: 'jwk' });
  const seed = Buffer.from(d, 'base64url');
  const { keyId } = ed25519Signer(name, seed).verifier;
  const key = Buffer.concat([Buffer.of(ALGORITHM_BYTES.ed25519), seed]).toString('base64');
  return `PRIVATE+KEY+${name}+${keyId}+${key}`;
}

/** Signs with an Ed25519 private key of 32 bytes in memory. */
function ed25519Signer(name: string, seed: Uint8Array): NoteSigner {
  const der = Buffer.concat([PRIVATE_PREFIX, seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return {
    verifier: verifierOf(name, 'ed25519', Buffer.from(x, 'base64url')),
    sign: async (text) => sign(null, Buffer.from(text), key),
  };
}

/** A verifier for an Ed25519 key, given its 32 public bytes. */
export function verifierOf(
  name: string,
  algorithm: NoteAlgorithm,
  publicKey: Uint8Array,
): NoteVerifier {
  const encoded = Buffer.concat([Buffer.of(ALGORITHM_BYTES[algorithm]), publicKey]);
  const named = Buffer.concat([Buffer.from(`${name}\n`), encoded]);
  const keyId = Buffer.from(sha256(named).subarray(0, 4)).toString('hex');
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
    format: 'jwk',
  });
  return {
    name,
    keyId,
    algorithm,
    text: `${name}+${keyId}+${encoded.toString('base64')}`,
    verify: (text, signature) => verifyAs[algorithm](key, text, signature),
  };
}

type Verify = (key: KeyObject, text: string, signature: Uint8Array) => boolean;

const verifyAs: Readonly<Record<NoteAlgorithm, Verify>> = {
  ed25519: (key, text, signature) =>
    signature.length === SIGNATURE_BYTES && verify(null, Buffer.from(text), key, signature),
  'cosignature-v1': (key, text, signature) => {
    if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return false;
    const signed = Buffer.from(cosignedText(text, cosignedAtSeconds(signature)));
    return verify(null, signed, key, signature.subarray(TIME_BYTES));
  },
};

/** The text that a witness signs for a checkpoint (C2SP tlog-cosignature, cosignature/v1). */
export function cosignedText(text: string, atSeconds: bigint): string {
  return `cosignature/v1\ntime ${atSeconds}\n${text}`;
}

/** The time of a cosignature without its key id, in seconds since 1970. */
export function cosignedAtSeconds(signature: Uint8Array): bigint {
  return Buffer.from(signature).readBigUInt64BE();
}

/** The bytes of strict, padded base64; undefined for any other text. */
export function strictBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

function algorithmOf(byte: number | undefined): NoteAlgorithm | undefined {
  if (byte === ALGORITHM_BYTES.ed25519) return 'ed25519';
  return byte === ALGORITHM_BYTES['cosignature-v1'] ? 'cosignature-v1' : undefined;
}
