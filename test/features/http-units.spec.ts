import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dimensionFacts } from '@ledger/figures-domain/testing';
import { reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

let ledger: ServedLedger;

/** A measure of the tests' own, whose figures are printed in several units. */
const SPENDING = 'spending.in-several-units';

beforeAll(async () => {
  ledger = await serveExamples();
  const units = ['USD', 'CNY', 'usd-million', 'seconds', 'minutes', 'tonnes', 'kilograms'];
  const { status } = await ledger.post('/measures', {
    ...{ code: SPENDING, title: 'Spending', units, valueType: 'decimal', kind: 'flow' },
    ...{ polarity: 'neither', owner: 'kent-police', definition: 'made up' },
  });
  expect(status).toBe(201);
  await ledger.post('/dimensions', dimensionFacts('unit', 'cny'));
});

afterAll(() => ledger.close());

let line = 0;

/** A figure's number as a later paper, or another locator of the same, prints it. */
const printing = (period: string, fields: Readonly<Record<string, unknown>>) =>
  ledger.post(
    '/reports',
    reportOf({ measure: SPENDING, period, ...fields, locator: { line: ++line } }),
  );

const outcomes = async (
  period: string,
  ...prints: readonly Readonly<Record<string, unknown>>[]
) => {
  const found: string[] = [];
  for (const print of prints) {
    const { body } = await printing(period, print);
    found.push((body.outcome ?? body.code) as string);
  }
  return found;
};

describe('A figure from a source that drops trailing zeros', () => {
  it('is confirmed by an equal number only, and says so in every answer', async () => {
    const dropped = { unit: 'tonnes', precision: 'unknown' };
    const [quarter, fifth] = [
      { ...dropped, value: '64.25', printed: '64.25' },
      { ...dropped, value: '64.2', printed: '64.2' },
    ];
    expect(await outcomes('1990', quarter, fifth)).toEqual(['recorded', 'contradicted']);
    const respelled = { ...fifth, value: '64.20', printed: '64.20' };
    expect(await outcomes('1991', fifth, respelled)).toEqual(['recorded', 'confirmed']);
    const known = { unit: 'tonnes', value: '64.2', printed: '64.2' };
    const printed = { ...known, value: '64.25', printed: '64.25' };
    expect(await outcomes('1992', printed, known)).toEqual(['recorded', 'confirmed']);
    await ledger.caughtUp();
    const { body } = await ledger.get(`/figures/${SPENDING}/kent/1990`);
    expect(body.valueInForce).toMatchObject({ precision: 'unknown' });
  });

  it('is refused under any other word for its precision', async () => {
    const wrong = { unit: 'tonnes', value: '1', printed: '1', precision: 'float' };
    expect(await outcomes('1993', wrong)).toEqual(['malformed-report']);
  });
});

describe('A figure that is printed in several units', () => {
  it('agrees where the units convert and the numbers do', async () => {
    const minute = { value: '1', printed: '1 minute', unit: 'minutes' };
    const seconds = { value: '60', printed: '60 seconds', unit: 'seconds' };
    expect(await outcomes('2001', seconds, minute)).toEqual(['recorded', 'confirmed']);
    const tonnes = { value: '1.2', printed: '1.2 tonnes', unit: 'tonnes' };
    const kilograms = { value: '1200', printed: '1,200 kg', unit: 'kilograms' };
    expect(await outcomes('2002', tonnes, kilograms)).toEqual(['recorded', 'confirmed']);
  });

  it('does not agree where only the digits are the same', async () => {
    const minutes = { value: '5', printed: '5 minutes', unit: 'minutes' };
    const seconds = { value: '5', printed: '5 seconds', unit: 'seconds' };
    expect(await outcomes('2003', minutes, seconds)).toEqual(['recorded', 'contradicted']);
  });

  it('refuses a unit that does not convert, and takes it under a breakdown', async () => {
    const dollars = { value: '5', printed: '5', unit: 'USD' };
    const yuan = { value: '5', printed: '5', unit: 'CNY' };
    expect(await outcomes('2004', dollars)).toEqual(['recorded']);
    const { status, body } = await printing('2004', yuan);
    expect([status, body.code]).toEqual([409, 'units-not-comparable']);
    expect(body.detail).toMatch(/USD, with which CNY .* breakdown, such as unit=cny/);
    const apart = { ...yuan, breakdown: { unit: 'cny' } };
    expect(await outcomes('2004', apart)).toEqual(['recorded']);
  });

  it('is one figure in a table in millions, in prose, and under a scale', async () => {
    const scaled = { value: '7107000000', printed: '7,107', unit: 'USD', scale: 6 };
    const inMillions = { value: '7107', printed: '7,107', unit: 'usd-million' };
    const inProse = { value: '7.1', printed: '$7.1 million', unit: 'usd-million' };
    const inBillions = { value: '7100', printed: '$7.1 billion', unit: 'usd-million' };
    const inWords = { value: '7107000000', printed: '$7,107 million', unit: 'USD' };
    expect(await outcomes('2005', scaled, inMillions, inBillions, inWords)).toEqual([
      ...['recorded', 'confirmed', 'confirmed', 'confirmed'],
    ]);
    await ledger.caughtUp();
    const { body } = await ledger.get(`/figures/${SPENDING}/kent/2005`);
    expect(body.valueInForce).toMatchObject({
      value: '7107000000',
      printed: '7,107',
      scale: 6,
    });
    expect(await outcomes('2007', inMillions, inProse)).toEqual(['recorded', 'contradicted']);
  });

  it('is refused under a scale that does not make its value', async () => {
    const wrong = { value: '7107', printed: '7,107', unit: 'USD', scale: 6 };
    expect(await outcomes('2006', wrong)).toEqual(['printed-does-not-say-value']);
    expect(await outcomes('2006', { ...wrong, scale: 0.5 })).toEqual(['malformed-report']);
  });
});
