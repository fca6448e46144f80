import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { openLog, type LedgerPlace, type OpenLog } from '@ledger/deployment';
import { checkPack, makePack, type PackCheck } from '@ledger/figures-evidence';
import { EvidenceNotReady, type AskedClocks } from '@ledger/figures-read-models';
import { machineNow } from '@ledger/kernel';
import { sayJson } from '@ledger/terminal';
import { parseWitnessPolicy } from '@ledger/transparency';
import { bringLogOn, identityOf, LatestLog } from '@ledger/transparency-log';
import { openStores, type LedgerStores } from '../context/ledger-stores.js';
import type { CommandContext, ExitStatus } from '../context/command.js';

/** The options of `ledger evidence`: both clocks of the answer, and the file of its pack. */
export interface EvidenceOptions extends AskedClocks {
  /** The file to write. */
  readonly out: string;
}

/** The options of `ledger evidence check`: whose signatures the log must carry. */
export interface EvidenceCheckOptions {
  /** Public keys of the log, as text or as files. */
  readonly key?: readonly string[];
  /** A file with a witness policy. */
  readonly policy?: string;
}

/** Writes the evidence pack of a figure. */
export async function evidenceCommand(
  context: CommandContext,
  key: string,
  { out, publishedBy, recordedBy }: EvidenceOptions,
): Promise<ExitStatus> {
  const place = context.place();
  const stores = await openStores(place);
  try {
    const log = openLog(place);
    if (log === undefined) throw new EvidenceNotReady(key);
    await bringOn(place, log, stores);
    const identity = identityOf(log);
    const { bytes: pack } = await makePack(
      {
        ...{ eventStore: stores.eventStore, now: machineNow },
        ...{ log: new LatestLog(log.store, identity), streams: log.streams, identity },
      },
      {
        key,
        ...(publishedBy === undefined ? {} : { publishedBy }),
        ...(recordedBy === undefined ? {} : { recordedBy }),
      },
    );
    log.streams.store.close();
    writeFileSync(out, pack);
    if (context.json) sayJson(context.terminal, { file: out, bytes: pack.length });
    else context.terminal.out.write(`${out}: ${pack.length} bytes\n`);
    return 0;
  } finally {
    await stores.close();
  }
}

/** A ledger in files has no other process that signs, unless a server runs. */
async function bringOn(
  place: LedgerPlace,
  open: OpenLog,
  { eventStore }: LedgerStores,
): Promise<void> {
  if (place.kind !== 'embedded') return;
  const lock = await open.store.lock();
  if (lock === undefined) return;
  try {
    await bringLogOn({ ...open, eventStore });
  } finally {
    lock.release();
  }
}

/** Checks an evidence pack; no ledger is needed. */
export async function checkEvidenceCommand(
  { terminal, json }: CommandContext,
  file: string,
  { key, policy }: EvidenceCheckOptions,
): Promise<ExitStatus> {
  const keys = key?.map((one) => (existsSync(one) ? readFileSync(one, 'utf8').trim() : one));
  const witnesses =
    policy === undefined ? undefined : parseWitnessPolicy(readFileSync(policy, 'utf8'));
  const check = await checkPack(readFileSync(file), keys, witnesses);
  if (json) sayJson(terminal, check);
  else
    terminal.out.write(
      linesOf(check)
        .map((line) => `${line}\n`)
        .join(''),
    );
  return check.faults.length === 0 ? 0 : 1;
}

function countOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

function linesOf(check: PackCheck): readonly string[] {
  const { question, faults, events, streams, checkpoint, signedBy, isOwnWord, findings } =
    check;
  const { cosignedBy } = check;
  const { key, publishedBy, recordedBy } = question;
  const head = [`${key}, published by ${publishedBy}, recorded by ${recordedBy}`];
  if (faults.length > 0) {
    return [...head, 'NOT PROVED', ...faults.map(({ kind, what }) => `  ${kind}: ${what}`)];
  }
  return [
    ...head,
    `proved: ${events} events of ${streams.length} streams, none left out, lead to the answer`,
    `findings: ${countOf(findings)} were raised about it, none left out`,
    `log: ${checkpoint?.origin}, ${checkpoint?.size} entries, signed by ${signedBy.join(', ')}`,
    ...(cosignedBy.length === 0 ? [] : [`witnesses: cosigned by ${cosignedBy.join(', ')}`]),
    isOwnWord
      ? "trust: the key was taken from the pack itself; give the log's own with --key"
      : 'trust: the key that was given',
  ];
}
