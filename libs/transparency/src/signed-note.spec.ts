import { createPrivateKey, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.js';
import {
  cosignedText,
  generateKey,
  parseSigner,
  parseVerifier,
  verifierOf,
} from './note-keys.js';
import {
  checkSigned,
  formatNote,
  parseNote,
  parseSignatures,
  signatureLine,
  signNote,
  verifiedSignatures,
} from './signed-note.js';
import { formatTlogProof, parseTlogProof } from './tlog-proof.js';
import { EMPTY_ROOT, leafHash } from './tree-hash.js';

/** The example in the documentation of Go's note package. */
const PUBLIC = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PRIVATE =
  'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const NOTE =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFY' +
  'C2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

describe('A signed note', () => {
  it('is the published one, byte for byte', async () => {
    const note = parseNote(NOTE);
    expect(checkSigned(note, [parseVerifier(PUBLIC)])).toHaveLength(1);
    const signer = parseSigner(PRIVATE);
    expect(signer.verifier.text).toBe(PUBLIC);
    expect(formatNote(await signNote(note.text, [signer]))).toBe(NOTE);
  });

  it('is accepted for one known signature, whatever other signatures it has', async () => {
    const signers = [generateKey('a.example'), generateKey('b.example')].map(parseSigner);
    const note = parseNote(formatNote(await signNote('one\n\ntwo\n', signers)));
    expect(note.text).toBe('one\n\ntwo\n');
    expect(checkSigned(note, [signers[1]!.verifier])).toEqual([
      { verifier: signers[1]!.verifier },
    ]);
    const stranger = parseSigner(generateKey('a.example')).verifier;
    expect(() => checkSigned(note, [stranger])).toThrow(stranger.text);
  });

  it('is refused with a signature that is not of its text', async () => {
    const signer = parseSigner(PRIVATE);
    const note = parseNote(NOTE.replace('answer', 'ending'));
    expect(() => verifiedSignatures(note, [signer.verifier])).toThrow('not one of this text');
  });

  it('is refused where it is no note', () => {
    const broken = [
      NOTE.slice(0, -1),
      NOTE.replace('\n\n', '\n'),
      NOTE.replace('— ', '- '),
      NOTE.replace('AM=', 'AM'),
      NOTE.replace('Peter', 'Peter '),
      NOTE.replace('Peter', 'Peter+'),
      NOTE.replace('you', 'y\u0001u'),
      NOTE.replace('you', 'y\tu'),
      NOTE.replace('you', 'y\ufffdu'),
      `${NOTE}— x ${Buffer.alloc(4).toString('base64')}\n`,
      'text\n\n',
      'x'.repeat(1_000_001),
    ];
    for (const text of broken) expect(() => parseNote(text)).toThrow('The note cannot be read');
  });

  it('is refused with more signatures than anybody checks', () => {
    const line = NOTE.slice(NOTE.indexOf('— '));
    expect(() => parseNote(`a\n\n${line.repeat(101)}`)).toThrow('more than 100');
    expect(parseSignatures(line.repeat(2))).toHaveLength(2);
  });
});

describe('A key', () => {
  it('is refused with an id of another name', () => {
    expect(() => parseVerifier(PUBLIC.replace('Peter', 'Paul'))).toThrow('its id is c74f20a3');
    expect(() => parseSigner(PRIVATE.replace('Peter', 'Paul'))).toThrow('its id is not that');
  });

  it('is refused where it is none', () => {
    for (const text of [
      '',
      'a+b',
      PUBLIC.slice(0, -4),
      `${PUBLIC}+`,
      PUBLIC.replace('+AR', '+CR'),
    ]) {
      expect(() => parseVerifier(text)).toThrow('The public key cannot be read');
    }
    expect(() => parseSigner(PUBLIC)).toThrow('The private key cannot be read');
    expect(() => generateKey('a name')).toThrow('The name of the key');
  });
});

describe('A cosignature', () => {
  /** The seed of the first test of RFC 8032, section 7.1, and its public key. */
  const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
  const publicKey = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
  const key = createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  });
  const witness = verifierOf('w.example', 'cosignature-v1', Buffer.from(publicKey, 'hex'));
  const text = formatCheckpoint({ origin: 'log.example', size: 0, root: EMPTY_ROOT });

  function cosignature(at: bigint): Buffer {
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(at);
    return Buffer.concat([time, sign(null, Buffer.from(cosignedText(text, at)), key)]);
  }

  it('signs the checkpoint with the time of it', () => {
    expect(cosignedText(text, 1_679_315_147n)).toBe(`cosignature/v1\ntime 1679315147\n${text}`);
    const { name, keyId } = witness;
    const line = signatureLine({ name, keyId, signature: cosignature(1_679_315_147n) });
    const note = parseNote(`${text}\n${line}`);
    expect(checkSigned(note, [parseVerifier(witness.text)])).toMatchObject([
      { atSeconds: 1_679_315_147n },
    ]);
  });

  it('is none with another time', () => {
    const signature = cosignature(1n);
    expect(witness.verify(text, signature)).toBe(true);
    signature.writeBigUInt64BE(2n);
    expect(witness.verify(text, signature)).toBe(false);
    expect(witness.verify(text, signature.subarray(8))).toBe(false);
  });
});

describe('A checkpoint', () => {
  const EXAMPLE =
    'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';

  it('is the published one, byte for byte, with what others put behind it', () => {
    for (const text of [EXAMPLE, `${EXAMPLE}more\n`]) {
      const checkpoint = parseCheckpoint(text);
      expect(checkpoint).toMatchObject({
        origin: 'example.com/behind-the-sofa',
        size: 20852163,
      });
      expect(formatCheckpoint(checkpoint)).toBe(text);
    }
  });

  it('is refused where it is none', () => {
    for (const text of [
      '',
      EXAMPLE.slice(0, -1),
      `${EXAMPLE}\n`,
      EXAMPLE.replace('20852163', '020852163'),
      EXAMPLE.replace('20852163', '-1'),
      EXAMPLE.replace('20852163', '99999999999999999999'),
      EXAMPLE.replace('q2I=', 'q2J='),
      EXAMPLE.slice('example.com/behind-the-sofa'.length),
    ]) {
      expect(() => parseCheckpoint(text)).toThrow('The checkpoint cannot be read');
    }
  });
});

describe('A proof file', () => {
  const hashes = ['a', 'b'].map((text) => leafHash(Buffer.from(text)));
  const proof = { index: 5, hashes, checkpoint: 'log.example\n9\n\nsigned\n' };

  it('has the lines that C2SP gives it', () => {
    const lines = hashes.map((hash) => Buffer.from(hash).toString('base64'));
    expect(formatTlogProof(proof)).toBe(
      `c2sp.org/tlog-proof@v1\nindex 5\n${lines[0]}\n${lines[1]}\n\n${proof.checkpoint}`,
    );
    const extra = Buffer.from('more');
    expect(formatTlogProof({ ...proof, extra })).toContain('@v1\nextra bW9yZQ==\nindex 5\n');
  });

  it('is read back as it was written', () => {
    for (const one of [
      proof,
      { ...proof, extra: Buffer.from('x') },
      { ...proof, hashes: [] },
    ]) {
      expect(parseTlogProof(formatTlogProof(one))).toEqual(one);
    }
  });

  it('is refused where it is none', () => {
    const text = formatTlogProof(proof);
    for (const broken of [
      text.replace('v1', 'v2'),
      text.replace('index 5', 'index 05'),
      text.replace('index 5\n', ''),
      text.replace('index 5', 'extra !\nindex 5'),
      text.replace('\n\n', '\nAAAA\n\n'),
      text.replaceAll('\n\n', '\n'),
    ]) {
      expect(() => parseTlogProof(broken)).toThrow('The proof cannot be read');
    }
  });
});
