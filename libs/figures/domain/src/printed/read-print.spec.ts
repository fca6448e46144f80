import { describe, expect, it } from '@jest/globals';
import { type UnreadPrint, readPrint } from './read-print.js';

const read = (print: Partial<UnreadPrint> & { printed: string }) => {
  const { value, qualifier, markers } = readPrint({ unit: 'offences', ...print }, {});
  return [value, qualifier, markers.join(' ')].join(' ').trim();
};

describe('Reading what a print says', () => {
  it.each([
    ['14,773', '14773 exact'],
    ['007', '7 exact'],
    ['-13.60', '-13.60 exact'],
    ['-0.0', '0.0 exact'],
    ['<5', '5 at-most'],
    ['more than 300', '300 at-least'],
    ['nearly 15,000', '15000 approximately'],
    ['12 [r, p]', '12 exact p r'],
    ['<5 [p]', '5 at-most p'],
    ['12¹', '12 exact'],
    ['13.6 (12.1 to 15.0)', '13.6 exact'],
    ['none', '0 exact'],
    ['[c]', 'exact c'],
    ['Not available', 'exact x'],
    ['suppressed', 'exact c'],
    ['..', 'exact x'],
    [': c', 'exact c'],
  ])('reads "%s" as %s', (printed, said) => {
    expect(read({ printed })).toBe(said);
  });

  it('puts the scale of the table behind the number', () => {
    expect(read({ printed: '7,107', unit: 'USD', scale: 6 })).toBe('7107000000 exact');
  });

  it('keeps what the report knows of hedge and markers from the words around', () => {
    expect(read({ printed: '300', qualifier: 'at-least', markers: ['p'] })).toBe(
      '300 at-least p',
    );
    expect(read({ printed: '10 to 12', qualifier: 'at-most' })).toBe('12 at-most');
    expect(read({ printed: '12 b', markers: ['b'] })).not.toContain('000');
    expect(read({ printed: '-', markers: ['z'] })).toBe('exact z');
    expect(read({ printed: 'withheld', markers: ['c'] })).toBe('exact c');
  });

  it.each([
    ['1.2m', 'kilometres', '0.0012 kilometres or 1200000 kilometres'],
    ['06:34', 'seconds', '394 seconds or 23640 seconds'],
    ['10-12', 'offences', '10 offences or at-least 10 offences or 12 offences'],
    ['12 b', 'offences', '12000000000 offences or 12 offences marked b'],
    [
      '-',
      'offences',
      'no value marked w or no value marked x or no value marked z or 0 offences',
    ],
    ['just over 300', 'offences', 'approximately 300 offences or at-least 300 offences'],
    ['n/a', 'offences', 'no value marked x or no value marked z'],
    ['$7,107', 'usd-million', '7107 usd-million or 0.007107 usd-million'],
  ])('refuses "%s" in %s, which can say %s', (printed, unit, readings) => {
    expect(() => read({ printed, unit })).toThrow(`can say ${readings}`);
  });

  it.each([
    ['12 quid', '"quid" there means GBP.'],
    ['12 widgets', '"widgets" is not known'],
    ['half', 'says no number of offences: send its value'],
    ['withheld', 'says no number of offences: send its value'],
  ])('refuses "%s", which says nothing', (printed, message) => {
    expect(() => read({ printed })).toThrow(message);
  });
});
