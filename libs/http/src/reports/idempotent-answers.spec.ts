import { describe, expect, it } from '@jest/globals';
import { IdempotencyKeyReused, MalformedHeader } from '@ledger/web';
import { IdempotentAnswers, type CachedResponse } from './idempotent-answers.js';

const answer = (body: string, status = 201): CachedResponse => ({
  status,
  contentType: 'application/json',
  position: 1,
  body,
});

const request = (key: string, body = '{}', actor = 'http') => ({
  key,
  actor,
  body: Buffer.from(body),
});

describe('Repeating a request with its Idempotency-Key', () => {
  it('gives the first answer again without deciding anew', async () => {
    const answers = new IdempotentAnswers();
    await answers.answer(request('k1'), async () => answer('first'));
    const again = await answers.answer(request('k1'), async () => answer('second'));
    expect(again).toEqual({ answer: answer('first'), isReplayed: true });
  });

  it('decides once where both arrive before the first is answered', async () => {
    const answers = new IdempotentAnswers();
    let decisions = 0;
    const decide = async () => answer(String((decisions += 1)));
    const both = await Promise.all([
      answers.answer(request('k1'), decide),
      answers.answer(request('k1'), decide),
    ]);
    expect(both.map(({ answer: { body } }) => body)).toEqual(['1', '1']);
  });

  it('refuses the key with another body', async () => {
    const answers = new IdempotentAnswers();
    await answers.answer(request('k1'), async () => answer('first'));
    const other = answers.answer(request('k1', '[]'), async () => answer('second'));
    await expect(other).rejects.toThrow(IdempotencyKeyReused);
  });

  it('keeps the keys of two actors apart', async () => {
    const answers = new IdempotentAnswers();
    await answers.answer(request('k1', '{}', 'a'), async () => answer('first'));
    const other = await answers.answer(request('k1', '[]', 'b'), async () => answer('second'));
    expect(other.isReplayed).toBe(false);
  });

  it('holds on to no outage', async () => {
    const answers = new IdempotentAnswers();
    await expect(
      answers.answer(request('k1'), async () => Promise.reject(new Error('down'))),
    ).rejects.toThrow('down');
    await answers.answer(request('k1'), async () => answer('still down', 503));
    const then = await answers.answer(request('k1'), async () => answer('up'));
    expect(then).toEqual({ answer: answer('up'), isReplayed: false });
  });

  it('holds on to no refusal, nor to an answer with one in it', async () => {
    const answers = new IdempotentAnswers();
    await answers.answer(request('k1'), async () => answer('no such area', 422));
    const partly = { ...answer('one was refused', 200), hasRefusals: true };
    const second = await answers.answer(request('k1'), async () => partly);
    const third = await answers.answer(request('k1'), async () => answer('all taken'));
    const fourth = await answers.answer(request('k1'), async () => answer('decided anew'));
    expect([second, third, fourth].map(({ answer: { body } }) => body)).toEqual([
      'one was refused',
      'all taken',
      'all taken',
    ]);
  });

  it('refuses a key that no header should hold', async () => {
    const answers = new IdempotentAnswers();
    for (const key of ['', 'a b', 'x'.repeat(256)]) {
      await expect(answers.answer(request(key), async () => answer(''))).rejects.toThrow(
        MalformedHeader,
      );
    }
  });
});
