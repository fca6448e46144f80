import { position } from '@ledger/terminal';
import type { Command } from 'commander';
import { replayCommand } from './commands/replay.js';
import type { Run } from './context/command.js';

const REPLAY_HELP = `
It takes what KAFKA_BROKERS and the addresses of the engines say. The bridge need not be stopped:
one that runs goes back after the next event it sends; one that starts begins there at once, so
restart it if it is not to wait for an event. Consumers know what they had by its id and position.`;

/** Adds the command that lets the bridge send events again. */
export function addReplay(ledger: Command, run: Run): void {
  ledger
    .command('replay')
    .description('let the bridge send events and values in force to Kafka again')
    .requiredOption('--from <position>', 'send what stands behind it; 0 for all', position)
    .addHelpText('after', REPLAY_HELP)
    .action((given: { from: number }) => run((context) => replayCommand(context, given.from)));
}
