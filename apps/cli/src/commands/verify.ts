import { isDamagedFile } from '@ledger/event-store-sqlite';
import {
  unopenedLog,
  verdictOf,
  verifyLedger,
  type LedgerVerification,
  type Verdict,
  type VerificationOptions,
} from '@ledger/integrity';
import { messageOf } from '@ledger/kernel';
import { progressOn, sayJson } from '@ledger/terminal';
import type { CommandContext, ExitStatus } from '../context/command.js';
import { openToVerify, type OpenedToVerify } from '../context/ledger-to-verify.js';
import { reportVerification } from './verify-report.js';

/** The exit status of each verdict. */
const STATUSES: Readonly<Record<Verdict, ExitStatus>> = {
  sound: 0,
  'log-damaged': 1,
  incomplete: 2,
  'foreign-events': 3,
  'file-damaged': 4,
  'views-differ': 5,
  'documents-differ': 6,
  'log-empty': 7,
  'read-otherwise': 8,
};

/** The options of `ledger verify`. */
export type VerifyOptions = Omit<VerificationOptions, 'onProgress'>;

/** Verifies the ledger, prints what was found, and returns the status of the gravest finding. */
export async function verifyCommand(
  context: CommandContext,
  options: VerifyOptions,
): Promise<ExitStatus> {
  const found = await verified(context, options);
  if (context.json) sayJson(context.terminal, found);
  else reportVerification(context.terminal, found);
  return STATUSES[verdictOf(found)];
}

async function verified(
  context: CommandContext,
  options: VerifyOptions,
): Promise<LedgerVerification> {
  let ledger: OpenedToVerify;
  try {
    ledger = await openToVerify(context.place());
  } catch (error) {
    // A file that cannot be opened at all is the gravest finding, not a failure of the command.
    if (!isDamagedFile(error)) throw error;
    return unopenedLog(messageOf(error));
  }
  const progress = progressOn(context.terminal, 'verifying views');
  const onProgress = (position: number, upTo: number) => progress.at(position, upTo, 'events');
  try {
    return await verifyLedger(ledger, { ...options, onProgress });
  } finally {
    progress.end();
    await ledger.close();
  }
}
