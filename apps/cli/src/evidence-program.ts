import type { Command } from 'commander';
import {
  checkEvidenceCommand,
  evidenceCommand,
  type EvidenceCheckOptions,
  type EvidenceOptions,
} from './commands/evidence.js';
import type { Run } from './context/command.js';

const EVIDENCE_HELP = `
The pack is a zip file: the answer, every event that it rests on, and proofs that lead to a signed
checkpoint of the transparency log. Check needs no ledger; it ends with 1 if anything is wrong.
Without --key it takes the pack's own word for who signed.`;

/** Adds the commands about evidence packs. */
export function addEvidence(ledger: Command, run: Run): void {
  const evidence = ledger
    .command('evidence')
    .description('write what proves an answer about a figure, or check that')
    .argument('<key>', "the figure's key, or check")
    .option('--published-by <time>', 'as the public could have seen it then')
    .option('--recorded-by <time>', 'as the ledger knew it then')
    .option('--out <file>', 'where to write it', 'evidence.zip')
    .addHelpText('after', EVIDENCE_HELP)
    .action((key: string, given: EvidenceOptions) =>
      run((context) => evidenceCommand(context, key, given)),
    );
  evidence
    .command('check')
    .description('check a pack without a ledger')
    .argument('<file>')
    .option('--key <key...>', 'the public key of the log, as text or in a file')
    .option('--policy <file>', 'which witnesses have to have cosigned it')
    .action((file: string, given: EvidenceCheckOptions) =>
      run((context) => checkEvidenceCommand(context, file, given)),
    );
}
