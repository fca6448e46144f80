import { force, kent, measureFacts, papers } from '@ledger/figures-domain/testing';
import type { RoleProcess } from '../role-process.js';

/**
 * Registers over HTTP what the example reports refer to.
 *
 * @throws {Error} something was refused
 */
export async function registerExamples(ledger: RoleProcess): Promise<void> {
  const said: [path: string, body: object][] = [
    ['/publishers', force],
    ['/areas', kent],
    ['/measures', measureFacts()],
    ['/publications', papers.september],
    ['/publications', papers.december],
  ];
  for (const [path, body] of said) {
    const answer = await ledger.call(path, body);
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  }
}
