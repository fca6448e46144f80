import {
  cosignedAtSeconds,
  isKeyName,
  strictBase64,
  type NoteSigner,
  type NoteVerifier,
} from './note-keys.js';
import { MalformedLogText, NoteNotSigned } from './transparency-errors.js';

/** A text with signatures below it (C2SP signed-note). */
export interface SignedNote {
  /** Lines of text, the last one ended as well. */
  readonly text: string;
  /** In order, including those of unknown keys. */
  readonly signatures: readonly NoteSignature[];
}

/** A signature line of a note. */
export interface NoteSignature {
  readonly name: string;
  /** 8 hexadecimal digits. */
  readonly keyId: string;
  /** Without the key id. */
  readonly signature: Uint8Array;
}

/** A verified signature of a trusted key. */
export interface VerifiedSignature {
  readonly verifier: NoteVerifier;
  /** When a witness signed; absent for a signature without a timestamp. */
  readonly atSeconds?: bigint;
}

const NOTE_BYTES_MAX = 1_000_000;
const SIGNATURES_MAX = 100;
const KEY_ID_BYTES = 4;
const DASH = '— ';
/** What a note's text must not contain: controls of ASCII except line feeds. */
const CONTROL = /[^\P{Cc}\n\u007f-\u009f]/u;

/**
 * Parses a note, without verifying it.
 *
 * @throws {MalformedLogText} it is malformed
 */
export function parseNote(bytes: string): SignedNote {
  if (Buffer.byteLength(bytes) > NOTE_BYTES_MAX)
    throw malformed('it has more than a million bytes');
  if (!bytes.isWellFormed() || bytes.includes('\ufffd') || CONTROL.test(bytes)) {
    throw malformed('it is no plain text');
  }
  const gap = bytes.lastIndexOf('\n\n');
  if (gap < 0) throw malformed('no empty line stands between text and signatures');
  const lines = bytes.slice(gap + 2).split('\n');
  if (lines.pop() !== '' || lines.length === 0) throw malformed('its last line is not ended');
  if (lines.length > SIGNATURES_MAX) throw malformed('it has more than 100 signatures');
  return { text: bytes.slice(0, gap + 1), signatures: lines.map(signatureOf) };
}

/** The note as text, byte for byte what {@link parseNote} parsed. */
export function formatNote({ text, signatures }: SignedNote): string {
  return `${text}\n${signatures.map(signatureLine).join('')}`;
}

/** One signature line of a note. */
export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  const bytes = Buffer.concat([Buffer.from(keyId, 'hex'), signature]);
  return `${DASH}${name} ${bytes.toString('base64')}\n`;
}

/**
 * Parses signature lines without a note, as a witness answers.
 *
 * @throws {MalformedLogText} a line is malformed
 */
export function parseSignatures(lines: string): readonly NoteSignature[] {
  return parseNote(`-\n\n${lines}`).signatures;
}

/**
 * Signs a text with every key.
 *
 * @param text lines of text, the last one ended as well
 */
export async function signNote(
  text: string,
  signers: readonly NoteSigner[],
): Promise<SignedNote> {
  const signatures: NoteSignature[] = [];
  for (const signer of signers) {
    const { name, keyId } = signer.verifier;
    signatures.push({ name, keyId, signature: await signer.sign(text) });
  }
  return { text, signatures };
}

/**
 * The signatures of trusted keys; those of others are ignored.
 *
 * @throws {MalformedLogText} one claims to be of a trusted key, and is invalid
 */
export function verifiedSignatures(
  note: SignedNote,
  verifiers: readonly NoteVerifier[],
): readonly VerifiedSignature[] {
  const found = new Map<NoteVerifier, VerifiedSignature>();
  for (const { name, keyId, signature } of note.signatures) {
    const verifier = verifiers.find((one) => one.name === name && one.keyId === keyId);
    if (verifier === undefined || found.has(verifier)) continue;
    if (!verifier.verify(note.text, signature)) {
      throw malformed(`the signature of ${name} is not one of this text`);
    }
    const isTimed = verifier.algorithm === 'cosignature-v1';
    const atSeconds = isTimed ? cosignedAtSeconds(signature) : undefined;
    found.set(verifier, { verifier, ...(atSeconds === undefined ? {} : { atSeconds }) });
  }
  return [...found.values()];
}

/**
 * Checks that at least one key signed.
 *
 * @throws {NoteNotSigned} none did
 * @throws {MalformedLogText} one claims to be of such a key, and is invalid
 */
export function checkSigned(
  note: SignedNote,
  verifiers: readonly NoteVerifier[],
): readonly VerifiedSignature[] {
  const found = verifiedSignatures(note, verifiers);
  if (found.length === 0) throw new NoteNotSigned(verifiers.map(({ text }) => text));
  return found;
}

function signatureOf(line: string): NoteSignature {
  if (!line.startsWith(DASH)) throw malformed('a signature line does not begin with a dash');
  const [name = '', base64 = '', ...more] = line.slice(DASH.length).split(' ');
  const bytes = strictBase64(base64);
  const isSound = isKeyName(name) && more.length === 0 && bytes !== undefined;
  if (!isSound || bytes.length <= KEY_ID_BYTES) throw malformed('a signature line is broken');
  return {
    name,
    keyId: bytes.subarray(0, KEY_ID_BYTES).toString('hex'),
    signature: bytes.subarray(KEY_ID_BYTES),
  };
}

function malformed(fault: string): MalformedLogText {
  return new MalformedLogText('The note', fault);
}
