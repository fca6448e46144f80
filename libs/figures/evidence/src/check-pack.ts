import { figureStream, LEDGER_EVENTS, type FigureKey } from '@ledger/figures-domain';
import { figureFromEvents } from '@ledger/figures-read-models';
import { isLedgerError, type EventRecord } from '@ledger/kernel';
import {
  checkInclusion,
  checkSigned,
  checkStream,
  headOver,
  isList,
  leafHash,
  logEntry,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  parseVerifier,
  streamKey,
  streamsRootIn,
  type Checkpoint,
  type Hash,
  type WitnessPolicy,
  type LoggedEvent,
  type NoteVerifier,
} from '@ledger/transparency';
import { disclosureOf } from './event-disclosure.js';
import { NoEvidencePack } from './evidence-errors.js';
import {
  ANSWER_FILE,
  CHECKPOINT_FILE,
  eventFile,
  FINDINGS_FILE,
  KEYS_FILE,
  proofFile,
  QUESTION_FILE,
  README_FILE,
  READINGS_FILE,
  STREAMS_FILE,
  unzipPack,
  type PackFiles,
} from './pack-files.js';
import { findingsIn, formatFindings } from './pack-findings.js';
import { questionIn, type PackQuestion } from './pack-question.js';
import { parseStreams, type PackEvent, type PackStream } from './pack-streams.js';
import {
  differingMembers,
  faultOf,
  type PackFault,
  type PackFaultKind,
} from './pack-faults.js';
import { cosignersOf } from './pack-witnesses.js';
import { formatReadings } from './readings.js';
import { restedStreams } from './rested-streams.js';

/** What a check found. */
export interface PackCheck {
  readonly question: PackQuestion;
  /** As far as it could be read. */
  readonly checkpoint?: Checkpoint;
  /** The keys that signed the checkpoint. */
  readonly signedBy: readonly string[];
  /** The witnesses that cosigned it, of those that the policy names. */
  readonly cosignedBy: readonly string[];
  /** True if the keys were taken from the pack itself. */
  readonly isOwnWord: boolean;
  readonly events: number;
  readonly streams: readonly string[];
  /** The answer in the pack. */
  readonly answer: unknown;
  /** The findings in the pack. */
  readonly findings: unknown;
  /** Empty if all is proved. */
  readonly faults: readonly PackFault[];
}

/**
 * Checks a pack without a ledger: signatures, proofs, that no event of its streams was left out,
 * and that they lead to its answer.
 *
 * @param keys public keys of the log; by default those that the pack names itself
 * @param policy which witnesses have to have cosigned the checkpoint; by default none
 * @throws {NoEvidencePack} the file is something else
 * @throws {MalformedLogText} a key cannot be read
 */
export async function checkPack(
  bytes: Uint8Array,
  keys?: readonly string[],
  policy?: WitnessPolicy,
): Promise<PackCheck> {
  const pack = new OpenPack(unzipPack(bytes), keys, policy);
  await pack.check();
  return pack.result();
}

/** A stored event of the pack, before it is believed. */
type UnprovenEvent = LoggedEvent & { readonly record: EventRecord };

class OpenPack {
  readonly #files: PackFiles;
  readonly #isOwnWord: boolean;
  readonly #policy: WitnessPolicy | undefined;
  #cosignedBy: readonly string[] = [];
  readonly #verifiers: readonly NoteVerifier[];
  readonly #question: PackQuestion;
  readonly #streams: readonly PackStream[];
  readonly #faults: PackFault[] = [];
  readonly #records = new Map<string, readonly EventRecord[]>();
  #checkpoint: Checkpoint | undefined;
  #signedBy: readonly string[] = [];

  constructor(files: PackFiles, keys?: readonly string[], policy?: WitnessPolicy) {
    this.#files = files;
    this.#policy = policy;
    this.#isOwnWord = keys === undefined;
    const own = () => this.#text(KEYS_FILE).split('\n').filter(Boolean);
    this.#verifiers = (keys ?? own()).map(parseVerifier);
    this.#question = questionIn(this.#text(QUESTION_FILE));
    this.#streams = parseStreams(this.#text(STREAMS_FILE));
  }

  async check(): Promise<void> {
    this.#checkLayout();
    this.#tried('signature', 'The checkpoint', () => this.#checkSignature());
    const root = streamsRootIn(this.#checkpoint?.extension ?? '');
    if (root === undefined) this.#fault('signature', 'The checkpoint has no map of streams');
    for (const stream of this.#streams) this.#checkStream(stream, root);
    await this.#checkStreams();
    if (this.#faults.length > 0) return;
    this.#checkReadings();
    await this.#checkAnswer();
    this.#checkFindings();
  }

  result(): PackCheck {
    return {
      question: this.#question,
      ...(this.#checkpoint === undefined ? {} : { checkpoint: this.#checkpoint }),
      signedBy: this.#signedBy,
      cosignedBy: this.#cosignedBy,
      isOwnWord: this.#isOwnWord,
      events: new Set(this.#streams.flatMap(({ events }) => events.map(({ index }) => index)))
        .size,
      streams: this.#streams.map(({ name }) => name),
      answer: this.#json(ANSWER_FILE),
      findings: this.#json(FINDINGS_FILE),
      faults: this.#faults,
    };
  }

  #checkLayout(): void {
    const named = this.#streams.flatMap(({ events }) => events).map(({ index }) => index);
    const expected = new Set([
      ...[README_FILE, QUESTION_FILE, ANSWER_FILE, READINGS_FILE, FINDINGS_FILE],
      ...[STREAMS_FILE, CHECKPOINT_FILE, KEYS_FILE],
      ...named.flatMap((index) => [eventFile(index), proofFile(index)]),
    ]);
    for (const name of expected) {
      if (!this.#files.has(name)) this.#fault('layout', `${name} is missing`);
    }
    for (const name of this.#files.keys()) {
      if (!expected.has(name)) this.#fault('layout', `${name} does not belong to it`);
    }
  }

  #checkSignature(): void {
    const note = parseNote(this.#text(CHECKPOINT_FILE));
    this.#checkpoint = parseCheckpoint(note.text);
    const signed = checkSigned(note, this.#verifiers);
    this.#signedBy = signed.map(({ verifier }) => verifier.text);
    this.#cosignedBy = cosignersOf(note, this.#policy);
  }

  #checkStream(stream: PackStream, root: Hash | undefined): void {
    const { name, events, proof } = stream;
    if (root !== undefined) {
      const head = headOver(events.map(({ index }) => index));
      this.#tried('stream', `Stream ${name} has other events in the log than in the pack`, () =>
        checkStream(root, { key: streamKey(name), head }, proof),
      );
    }
    const records = events.flatMap((event) => this.#provenRecord(name, event));
    this.#records.set(name, records);
    if (isList(name)) return;
    records.sort((left, right) => left.revision - right.revision);
    const gap = records.findIndex(({ revision }, i) => revision !== i);
    if (gap < 0) return;
    this.#fault('stream', `Stream ${name} has no revision ${gap} in the pack, or has it twice`);
  }

  /** Nothing if the event is not proved. */
  #provenRecord(stream: string, event: PackEvent): readonly EventRecord[] {
    const found: EventRecord[] = [];
    this.#tried('entry', `The event of entry ${event.index}`, () => {
      const unproven = unprovenEvent(this.#text(eventFile(event.index)), event.position);
      if (!this.#belongsTo(unproven, stream)) {
        throw new NoEvidencePack(`it is of stream ${unproven.stream}, and not of ${stream}`);
      }
      this.#checkEntry(event.index, logEntry(unproven));
      found.push(unproven.record);
    });
    return found;
  }

  /** A list has events of several streams, and says which of them. */
  #belongsTo({ stream, body, ...event }: UnprovenEvent, name: string): boolean {
    if (!isList(name)) return stream === name;
    return (
      disclosureOf({ ...event, stream, body })
        ?.lists?.()
        .includes(name) ?? false
    );
  }

  #checkEntry(index: number, entry: Uint8Array): void {
    const { checkpoint, hashes, index: at } = parseTlogProof(this.#text(proofFile(index)));
    if (checkpoint !== this.#text(CHECKPOINT_FILE)) {
      throw new NoEvidencePack('its proof has another checkpoint');
    }
    if (at !== index) throw new NoEvidencePack(`its proof is that of entry ${at}`);
    const head = this.#checkpoint;
    if (head !== undefined) checkInclusion({ index, hash: leafHash(entry) }, head, hashes);
  }

  async #checkStreams(): Promise<void> {
    const read = async (name: string) => this.#records.get(name) ?? [];
    const needed = await restedStreams(this.#question.key, read);
    for (const name of needed) {
      if (!this.#records.has(name)) {
        this.#fault('missing', `Stream ${name} is not in the pack, and the answer rests on it`);
      }
    }
    for (const name of this.#records.keys()) {
      if (needed.includes(name)) continue;
      this.#fault(
        'layout',
        `Stream ${name} is in the pack, and the answer does not rest on it`,
      );
    }
  }

  #checkReadings(): void {
    const own = this.#records.get(figureStream(this.#question.key as FigureKey)) ?? [];
    if (formatReadings(own) === this.#text(READINGS_FILE)) return;
    this.#fault('reading', `${READINGS_FILE} reads the prints otherwise than they say`);
  }

  #checkFindings(): void {
    this.#tried('finding', FINDINGS_FILE, () => {
      const findings = findingsIn(this.#records, this.#question);
      if (formatFindings(findings) === this.#text(FINDINGS_FILE)) return;
      throw new NoEvidencePack('the events lead to other findings');
    });
  }

  async #checkAnswer(): Promise<void> {
    const { key, publishedBy, recordedBy } = this.#question;
    const question = { clocks: { publishedBy, recordedBy }, isPresent: false };
    try {
      const answer = await figureFromEvents(key, this.#records, question);
      const differing = differingMembers(answer, this.#json(ANSWER_FILE));
      if (differing.length === 0) return;
      this.#fault('answer', `The events lead to another answer: ${differing.join(', ')}`);
    } catch (error) {
      if (!isLedgerError(error)) throw error;
      this.#fault('answer', `The events lead to no answer: ${error.message}`);
    }
  }

  #json(name: string): unknown {
    try {
      return JSON.parse(this.#text(name));
    } catch {
      return undefined;
    }
  }

  /** @throws {NoEvidencePack} it is missing */
  #text(name: string): string {
    const bytes = this.#files.get(name);
    if (bytes === undefined) throw new NoEvidencePack(`${name} is missing`);
    return Buffer.from(bytes).toString();
  }

  #tried(kind: PackFaultKind, what: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!isLedgerError(error) && !(error instanceof SyntaxError)) throw error;
      this.#fault(kind, `${what}: ${faultOf(error)}`);
    }
  }

  #fault(kind: PackFaultKind, what: string): void {
    this.#faults.push({ kind, what });
  }
}

function unprovenEvent(body: string, position: number): UnprovenEvent {
  const record: EventRecord = LEDGER_EVENTS.decode(body);
  const { id, type, stream, revision } = record;
  return { id, type, stream, revision, position, body, record };
}
