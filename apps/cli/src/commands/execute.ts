import { hostname, userInfo } from 'node:os';
import type { CommandAnswer } from '@ledger/figures-application';
import { derivedId, type Origin } from '@ledger/kernel';
import type { Command } from '@nestjs/cqrs';
import { openLedger } from '../context/open-ledger.js';
import { say, sayJson } from '@ledger/terminal';
import type { CommandContext, ExitStatus } from '../context/command.js';

/** Sends the ledger one command about the named subject, and reports whether anything changed. */
export async function execute(
  { terminal, json, place }: CommandContext,
  name: string,
  command: Command<CommandAnswer>,
): Promise<ExitStatus> {
  const ledger = await openLedger(place());
  try {
    const answer = await ledger.commands.execute(command);
    if (json) sayJson(terminal, answer);
    else say(terminal, answer.changed ? `${name}: changed` : `${name}: nothing to change`);
    return 0;
  } finally {
    await ledger.close();
  }
}

/** The person at the keyboard is the actor; one run of a command is one correlation. */
export function originOf(what: string): Origin {
  const id = derivedId(`${what}\n${hostname()}\n${process.pid}\n${Date.now()}`);
  return { actor: userInfo().username, correlationId: id, causationId: id };
}
