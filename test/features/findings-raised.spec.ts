import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CorrectTranscription,
  DecideFinding,
  ReopenPublication,
  ReviewFindings,
  SealPublication,
  type ReviewAnswer,
} from '@ledger/figures-application';
import type { FigureKey, PrintedValue } from '@ledger/figures-domain';
import type { Decimal } from '@ledger/kernel';
import { inLedger, runLedger } from './command-line.js';

const origin = { actor: 'auditor', correlationId: 'audit', causationId: 'audit' };
const PAPER = 'kent-pdb-2024-09';

/** A finding as the command prints it for programs, as far as these tests read it. */
interface ListedFinding {
  readonly id: string;
  readonly status: string;
  readonly verdict: string;
  readonly explanation: string;
  readonly diagnosis: string;
  readonly changedAt: string;
  readonly inputs: readonly {
    readonly event: string;
    readonly figure: FigureKey;
    readonly printed: string;
    readonly locator: { readonly line: number };
  }[];
}

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-findings-'));
  await runLedger(folder, 'import', 'seeds');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const review = () =>
  inLedger(folder, (ledger) => ledger.commands.execute(new ReviewFindings(origin)));
const listed = async (...more: readonly string[]) =>
  JSON.parse((await runLedger(folder, '--json', 'findings', ...more)).out) as ListedFinding[];
/** What the follower answers to what is there, and then to a command. */
const followed = (command: SealPublication) =>
  inLedger(folder, async ({ findings, commands }) => {
    const stopping = new AbortController();
    const answers: ReviewAnswer[] = [];
    for await (const answer of findings.follow({ origin, signal: stopping.signal })) {
      answers.push(answer);
      if (answers.length === 2) stopping.abort();
      else await commands.execute(command);
    }
    return answers;
  });
const hate = async () =>
  (
    await listed('--publication', PAPER, '--rule', 'prose-against-table', '--verdict', 'all')
  ).find(({ inputs }) => inputs[0]?.locator.line === 390 && inputs[0].printed === '184');

describe('Findings', () => {
  it('are raised once, also by two reviews at once and by one more', async () => {
    const both = await inLedger(folder, (ledger) =>
      Promise.all([1, 2].map(() => ledger.commands.execute(new ReviewFindings(origin)))),
    );
    expect(both[0]!.raised + both[1]!.raised).toBe(19);
    expect(await review()).toMatchObject({ raised: 0, ended: 0, standing: 19 });
  });

  it('are listed with what a person decided, and are not raised again for it', async () => {
    const [first] = await listed('--verdict', 'impossible');
    const decision = new DecideFinding(first!.id, 'accepted', 'the force agrees', origin);
    await inLedger(folder, (ledger) => ledger.commands.execute(decision));

    expect(await review()).toMatchObject({ raised: 0, standing: 19 });
    const [again] = await listed('--verdict', 'impossible');
    const { changedAt, ...rest } = again!;
    expect({ ...rest, changedAt: first!.changedAt }).toEqual({ ...first, status: 'accepted' });
    expect(changedAt > first!.changedAt).toBe(true);
  });

  it('are listed for programs with their places, suspects and slips', async () => {
    const finding = (await hate())!;
    expect(finding).toMatchObject({
      rule: 'prose-against-table',
      verdict: 'impossible',
      severity: 'size',
      status: 'open',
      inputs: [
        { publication: PAPER, printed: '184', value: '-184', locator: { line: 390 } },
        { publication: PAPER, printed: '-72', value: '-72', locator: { line: 380 } },
      ],
      suspects: [
        { printed: '184', needed: '-72', slips: [{ kind: 'carried-over' }] },
        { printed: '-72', needed: '-184', slips: [] },
      ],
    });
    expect(finding.explanation).toContain('cannot all be right');
    expect(finding.diagnosis).toContain('72 in place of 184 (line 390)');
  });

  it('close by themselves when the number is mended, and the number is not touched', async () => {
    const { id, inputs } = (await hate())!;
    const { figure: key, event: corrects } = inputs[0]!;
    await inLedger(folder, async ({ commands }) => {
      await commands.execute(new ReopenPublication(PAPER, 'the capture was wrong', origin));
      const mended: PrintedValue = {
        value: '-72' as Decimal,
        printed: '72',
        unit: 'offences',
        qualifier: 'exact',
        markers: [],
      };
      await commands.execute(
        new CorrectTranscription(
          {
            key,
            corrects,
            reason: 'the capture was wrong',
            ...mended,
          },
          origin,
        ),
      );
    });
    const answers = await followed(new SealPublication(PAPER, origin));
    expect(answers).toMatchObject([
      { raised: 0, ended: 0, standing: 15 },
      { raised: 0, ended: 1, standing: 3 },
    ]);
    expect(await review()).toMatchObject({ raised: 0, ended: 0, standing: 18 });
    expect((await listed('--verdict', 'all')).find((one) => one.id === id)).toMatchObject({
      verdict: 'consistent',
      status: 'reconciled',
    });
  });

  it('are refused a decision that nobody can take', async () => {
    const { failed } = await runLedger(
      ...[folder, 'findings', 'decide', 'none', '--as', 'accepted', '--reason', 'why'],
    );
    expect(failed).toBe('unknown-finding');
  });
});
