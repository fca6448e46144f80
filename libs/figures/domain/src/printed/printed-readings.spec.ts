import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readingsOf } from './printed-readings.js';

const values = (printed: string, unit: string) =>
  readingsOf(printed, unit).map(({ value }) => value as string);

/** Printed token, unit, every number it can be read as. */
const TOKENS: readonly (readonly [string, string, ...string[]])[] = [
  ['14773', 'offences', '14773'],
  ['14,773', 'offences', '14773'],
  ['14 773', 'offences', '14773'],
  ['1 234 567 cases', 'offences', '1234567'],
  ['1,234,567.50', 'GBP', '1234567.50'],
  ['007', 'calls', '007'],
  ['.5', 'fte', '0.5'],
  ['+97', 'people', '97'],
  ['-12', 'offences', '-12'],
  ['−12', 'offences', '-12'],
  ['–6.3%', 'percent', '-6.3'],
  ['minus two', 'people', '-2'],
  ['(412)', 'offences', '-412'],
  ['(£1.2m)', 'GBP', '-1200000'],
  ['£(5)', 'GBP', '-5'],
  ['-£5', 'GBP', '-5'],
  ['£-5', 'GBP', '-5'],
  ['13.6%', 'percent', '13.6'],
  ['68.77 %', 'percent', '68.77'],
  ['12 per cent', 'percent', '12'],
  ['2.1 percentage points', 'percentage-points', '2.1'],
  ['2.1%', 'percentage-points', '2.1'],
  ['half a percentage point', 'percentage-points', '0.5'],
  ['£8,000', 'GBP', '8000'],
  ['\\$4,500', 'USD', '4500'],
  ['€239,625', 'EUR', '239625'],
  ['\\$1.2m', 'USD', '1200000'],
  ['-0 people', 'people', '0'],
  ['GBP 1,200', 'GBP', '1200'],
  ['£1.2m', 'GBP', '1200000'],
  ['£2M', 'GBP', '2000000'],
  ['£39.88m', 'GBP', '39880000'],
  ['£10million', 'GBP', '10000000'],
  ['£12 million', 'GBP', '12000000'],
  ['£200k', 'GBP', '200000'],
  ['£1.5bn', 'GBP', '1500000000'],
  ['50p', 'GBP', '0.5'],
  ['ten pounds', 'GBP', '10'],
  ['1.5 million', 'views', '1500000'],
  ['three million', 'views', '3000000'],
  ['half a million', 'views', '500000'],
  ['2K', 'people', '2000'],
  ['3 hundred', 'people', '300'],
  ['two dozen', 'people', '24'],
  ['34th', 'rank', '34'],
  ['2nd', 'rank', '2'],
  ['seventh', 'rank', '7'],
  ['second', 'rank', '2'],
  ['third', 'rank', '3'],
  ['joint 3rd', 'rank', '3'],
  ['3rd out of 43', 'rank', '3'],
  ['second highest', 'rank', '2'],
  ['highest', 'rank', '1'],
  ['00:16', 'seconds', '16', '960'],
  ['06:34', 'seconds', '394', '23640'],
  ['9:30', 'seconds', '570', '34200'],
  ['9:30', 'hours', '0.158333333333', '9.5'],
  ['02:10 mins', 'seconds', '130'],
  ['06:34 hrs', 'seconds', '23640'],
  ['1:02:03', 'seconds', '3723'],
  ['0:59.5', 'seconds', '59.5'],
  ['45 sec', 'seconds', '45'],
  ['3 sec ', 'seconds', '3'],
  ['17.09 seconds', 'seconds', '17.09'],
  ['1 minute and 51 seconds', 'seconds', '111'],
  ['1 hour, 2 minutes and 3 seconds', 'seconds', '3723'],
  ['1h 20m', 'seconds', '4800'],
  ['2 hours', 'seconds', '7200'],
  ['twelve hours', 'seconds', '43200'],
  ['half an hour', 'seconds', '1800'],
  ['two and a half hours', 'seconds', '9000'],
  ['2½ hours', 'seconds', '9000'],
  ['three weeks', 'seconds', '1814400'],
  ['20-week', 'weeks', '20'],
  ['5 days', 'days', '5'],
  ['84 years', 'months', '1008'],
  ['84 years', 'years', '84'],
  ['6 months', 'years', '0.5'],
  ['three years and two months', 'months', '38'],
  ['11,907 hours', 'hours', '11907'],
  ['844 cadet hours', 'hours', '844'],
  ['5 stone', 'kilograms', '31.7514659'],
  ['-', 'people', '0'],
  ['2.5 kilos', 'kilograms', '2.5'],
  ['kilo', 'kilograms', '1'],
  ['half a tonne', 'kilograms', '500'],
  ['a quarter of a tonne', 'kilograms', '250'],
  ['18.5 FTE', 'fte', '18.5'],
  ['18 cases', 'offences', '18'],
  ['an arrest', 'arrests', '1'],
  ['a single', 'arrests', '1'],
  ['a', 'arrests', '1'],
  ['none', 'people', '0'],
  ['no', 'people', '0'],
  ['Nil', 'people', '0'],
  ['Seven', 'people', '7'],
  ['twenty-one', 'people', '21'],
  ['One hundred and five', 'people', '105'],
  ['both', 'people', '2'],
  ['half', 'percent', '50'],
  ['½', 'percent', '50'],
  ['a third', 'percent', '33.333333333333'],
  ['Another third', 'percent', '33.333333333333'],
  ['two-thirds', 'percent', '66.666666666667'],
  ['2/3', 'percent', '66.666666666667'],
  ['1/10', 'percent', '10'],
  ['half of posts', 'posts', '0.5'],
  ['three quarters', 'percent', '75'],
  ['quarter', 'percent', '25'],
  ['1 in 8', 'percent', '12.5'],
  ['one in five', 'percent', '20'],
  ['Nine in ten', 'percent', '90'],
  ['9 out of every 10', 'percent', '90'],
  ['1 in a million', 'percent', '0.0001'],
  ['twice', 'times', '2'],
  ['double', 'times', '2'],
  ['four times', 'times', '4'],
  ['4x', 'times', '4'],
  ['15-fold', 'times', '15'],
  ['threefold', 'percent', '200', '300'],
  ['doubled', 'percent', '100', '200'],
  ['halved', 'percent', '50'],
  ['<5', 'people', '5'],
  ['> £50', 'GBP', '50'],
  ['~50', 'people', '50'],
  ['c.50', 'people', '50'],
  ['over 500', 'people', '500'],
  ['500+', 'people', '500'],
  ['412*', 'offences', '412'],
  ['412 [p]', 'offences', '412'],
  ['5-6%', 'percent', '5', '6'],
  ['3-6 months', 'months', '3', '6'],
  ['two to three months', 'months', '2', '3'],
  ['twenty-one to thirty-two', 'people', '21', '32'],
  ['between 12 and 16 weeks', 'weeks', '12', '16'],
  ['12 and 16 weeks', 'seconds', '7257600', '9676800'],
  ['£16-17 million', 'GBP', '16000000', '17000000'],
  ['£900k to £1.1m', 'GBP', '900000', '1100000'],
];

describe('Reading what is printed', () => {
  it.each(TOKENS)('takes "%s" in %s as %s', (printed, unit, ...expected) => {
    expect(values(printed, unit)).toEqual(expected);
  });

  it.each([
    ['', 'people'],
    ['n/a', 'people'],
    ['several', 'people'],
    ['people', 'people'],
    ['a few', 'people'],
    ['a a', 'people'],
    ['dozens', 'people'],
    ['hours', 'hours'],
    ['5 hours', 'people'],
    ['£5', 'EUR'],
    ['£5', 'people'],
    ['13.6%', 'people'],
    ['5 stooks', 'kilograms'],
    ['2 years', 'days'],
    ['1,23', 'people'],
    ['1,2345', 'people'],
    ['1.2.3', 'people'],
    ['00:61', 'seconds'],
    ['00:16', 'people'],
    ['00:16 am', 'seconds'],
    ['6-5%', 'percent'],
    ['5-5%', 'percent'],
    ['1.5 in 3', 'percent'],
    ['1 in 0', 'percent'],
    ['1/0', 'percent'],
    ['9 in 5', 'percent'],
    ['5 in total', 'people'],
    ['one of', 'people'],
    ['first', 'people'],
    ['9'.repeat(101), 'people'],
    ['1'.repeat(61), 'people'],
  ])('finds no number in "%s" of %s', (printed, unit) => {
    expect(values(printed, unit)).toEqual([]);
  });

  it.each([
    ['14,773', 'offences', '1', '1'],
    ['15,000', 'offences', '1', '1000'],
    ['12.50', 'GBP', '0.01', '0.1'],
    ['10.0%', 'percent', '0.1', '10'],
    ['100', 'people', '1', '100'],
    ['0', 'people', '1', '1'],
    ['0.0%', 'percent', '0.1', '0.1'],
    ['£1.2m', 'GBP', '100000', '100000'],
    ['£60m', 'GBP', '1000000', '10000000'],
    ['two hundred', 'people', '100', '100'],
    ['twenty', 'people', '1', '10'],
    ['10 minutes', 'seconds', '60', '600'],
    ['1 minute and 51 seconds', 'seconds', '1', '1'],
    ['half', 'percent', '16.666666666667', '16.666666666667'],
    ['34th', 'rank', '1', '1'],
    ['kilo', 'kilograms', '1', '1'],
    ['0:59.5', 'seconds', '0.1', '0.1'],
    ['doubled', 'percent', '100', '100'],
    ['nine in ten', 'percent', '10', '10'],
    ['two and a half hours', 'seconds', '1800', '1800'],
  ])(
    'sees that "%s" in %s counts in steps of %s, roughly of %s',
    (printed, unit, step, rough) => {
      const [reading] = readingsOf(printed, unit);
      expect([reading?.step, reading?.roughStep]).toEqual([step, rough]);
    },
  );

  it('counts a clock of hours in minutes and one of minutes in seconds', () => {
    expect(readingsOf('06:34', 'seconds').map(({ step }) => step)).toEqual(['1', '60']);
  });

  it('reads any text without failing', () => {
    const pieces = TOKENS.flatMap(([token]) => token.split(/(?= )|(?<=\d)/));
    const bits = fc.constantFrom(...pieces, ':', '/', '%');
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(bits, { maxLength: 6 }).map((some) => some.join('')),
    );
    const units = fc.constantFrom(...TOKENS.map(([, unit]) => unit));
    fc.assert(
      fc.property(texts, units, (printed, unit) => {
        for (const { value, step, roughStep } of readingsOf(printed, unit)) {
          expect(value).toMatch(/^-?\d+(\.\d+)?$/);
          expect(Number(step)).toBeGreaterThan(0);
          expect(Number(roughStep)).toBeGreaterThanOrEqual(Number(step));
        }
      }),
      { numRuns: 3000 },
    );
  });
});
