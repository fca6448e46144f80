import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { BodyTimedOut } from '@ledger/web';
import { answerLines } from './answer-lines.js';

const logged: unknown[] = [];

const OPTIONS = {
  correlationId: 'c',
  isGone: () => false,
  log: { error: (message: unknown) => void logged.push(message) },
  unreadBytesMax: 1_000,
  unreadMsMax: 50,
};

let taken = 0;

async function* lines(count: number): AsyncGenerator<string, void, undefined> {
  for (taken = 0; taken < count; taken += 1) yield `${'x'.repeat(99)}\n`;
}

const linesOf = (answer: string) => answer.trim().split('\n');

describe('The answers to a stream of reports', () => {
  it('wait for a client that sends all before it reads', async () => {
    const answer = answerLines(lines(9), OPTIONS);
    await sleep(100);
    expect(taken).toBe(9);
    expect(linesOf(await text(answer))).toHaveLength(9);
  });

  it('go on at the pace they are read at', async () => {
    const answer = answerLines(lines(1_000), OPTIONS);
    let read = '';
    for await (const piece of answer) {
      read += String(piece);
      await sleep(0);
    }
    expect(linesOf(read)).toHaveLength(1_000);
  });

  it('end, and say why, where too many wait and nobody reads', async () => {
    // What a stream holds of each piece besides is not counted by a byte.
    const answer = answerLines(lines(1_000_000), OPTIONS);
    await sleep(200);
    expect(taken).toBeLessThan(1_000);
    const answered = linesOf(await text(answer));
    expect(JSON.parse(answered.at(-1) ?? '')).toMatchObject({
      outcome: 'failed',
      code: 'answers-not-read',
      correlationId: 'c',
    });
    expect(answered).toHaveLength(taken + 2);
    expect(logged).toEqual([]);
  });

  it('say that the rest of a body did not come, which is nothing to log', async () => {
    const broken = async function* () {
      yield 'one\n';
      throw new BodyTimedOut(1_000);
    };
    const answered = linesOf(await text(answerLines(broken(), OPTIONS)));
    expect(JSON.parse(answered[1] ?? '')).toMatchObject({ code: 'body-timed-out' });
    expect(logged).toEqual([]);
  });

  it('say that something broke, and log what', async () => {
    const broken = async function* () {
      yield 'one\n';
      throw new Error('a secret');
    };
    const answered = linesOf(await text(answerLines(broken(), OPTIONS)));
    expect(answered[1]).toContain('"code":"unexpected-failure"');
    expect(answered[1]).not.toContain('secret');
    expect(logged).toHaveLength(1);
  });

  it('stop being made where their reader has left', async () => {
    const answer = answerLines(lines(1_000_000), OPTIONS);
    await sleep(10);
    answer.destroy();
    await sleep(100);
    const then = taken;
    await sleep(50);
    expect(taken).toBe(then);
  });
});
