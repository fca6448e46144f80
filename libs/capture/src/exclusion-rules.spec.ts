import { describe, expect, it } from '@jest/globals';
import { EXCLUSION_RULES, RULE_NAMES, UnknownExclusionRule } from './exclusion-rules.js';
import { numericTokens } from './numeric-tokens.js';
import { isWithin } from './token-spans.js';

/** For each rule, what it excludes in full and what it must not exclude. */
const EXAMPLES: Readonly<Record<string, { is: readonly string[]; isNot: readonly string[] }>> =
  {
    date: {
      is: ['17th May 2024', '5 June', '21st November, 2019', '1st of April 2023', '25 Sept'],
      isNot: [
        '412 May',
        '£12 March',
        '32 May',
        '1,012 May',
        '12 Mayors',
        '12% June',
        '12 may',
        'Jan 3 Feb 5',
        'Jan 3 Feb',
        '3 Feb 5',
        '12 May offences',
      ],
    },
    month: {
      is: ['May 2024', 'September\u00a02019', 'Jan 2018'],
      isNot: [
        'May 412',
        'May 20245',
        'May 2,024',
        'May 2024%',
        'in May 2013 offences',
        'may 2024',
      ],
    },
    'short-month': {
      is: ['Jul-23', 'July 18', '\tMay 24'],
      isNot: [
        'in July 18 arrests',
        'Jul-234',
        'Jul-23%',
        'July 18 and',
        'July 18.5',
        'Jul-23 arrests',
      ],
    },
    'months-in-a-row': {
      is: ['Dec 17 Jan 18', 'Jan 17 Feb 17 Mar 17', 'November 18  December 18 January 19'],
      isNot: [
        'Jan 17 Feb 17',
        'Jan 17 Feb 18',
        'Jan 3 Feb 5',
        'Dec 17 Jan 17',
        'Jan 17 Mar 17 Apr 17',
        'Dec 17 Jan 18 arrests',
      ],
    },
    'numeric-date': {
      is: ['07/06/2023', '31/12/2019'],
      isNot: ['7/8', '13/13/2023', '07/06/23', '107/06/2023'],
    },
    'financial-year': {
      is: ['2018/19', '2023/2024', 'FY 11/12', 'in FY11/12 we', '\t23/24', '1999/00'],
      isNot: ['2018/20', '11/12 sites', 'of 11/12', '12018/19', '2018/19%', '2022//23'],
    },
    quarter: {
      is: ['Q1 2023/24', 'Q4 2024', 'in Q2 2023/2024 we'],
      isNot: ['Q5 2024', 'Q1 412', 'Q1 20245', 'FAQ1 2024', 'Q1 2024 arrests'],
    },
    'year-range': {
      is: ['2024-2027', 'between 2017 and 2021'],
      isNot: ['2024-27', '2013 and 2014', 'between 2013 and 2014 offences', '412-2027'],
    },
    year: {
      is: ['in 2018', 'In 2019 to date', 'by the end of 2017', 'Spring 2017', 'in 2018 was'],
      isNot: [
        '2018',
        'of 2013',
        'in 2013 offences',
        'in 2013 people',
        'in 2,013',
        'in 2013%',
        'in 412',
      ],
    },
    'act-year': {
      is: ['Act 2011', 'the Act 1983, which'],
      isNot: ['Fact 2011', 'Act 412', 'act 2011', 'Act 2,011'],
    },
    'paragraph-number': {
      is: [
        '12. Between',
        '- 3. Building',
        '**326. Declarations',
        ' 1.  Overview',
        '### **7. End',
      ],
      isNot: ['12 arrests', '12.5 hours', '\t12. ', 'of 12. The', '1234. The', '12.'],
    },
    'section-number': {
      is: ['3.1 All Crime', '**3.1 Rape', '3.1. Victims'],
      isNot: [
        '3.1 per cent',
        '\t3.1 Kent',
        'of 3.1 All',
        '13.655 All',
        '3.1% All',
        '3.1',
        '3.9 Robberies',
      ],
    },
    page: {
      is: ['Page 17', '(Pages 3 - 12)', 'Pages 19 -26'],
      isNot: ['pages 17', 'Webpages 17', 'Page 1234', 'Page: 12', 'Page 12 arrests'],
    },
    phone: {
      is: ['03000 416478', '03000 416478/416892'],
      isNot: ['13000 416478', '03000 41647', '103000 416478', '03000 4164789'],
    },
    'months-total': {
      is: ['3 Month total', '\t12 month Total '],
      isNot: ['3 Month total of 12', 'a 3 Month total', '3 Months total'],
    },
  };

/** The document headings around each example. */
const AROUND = ['2.9 Before', '3.2 Behind', '4.1 Another chapter', '4.3 One left out'];

/** True if the rule excludes every number of the text. */
function excludesAll(name: string, text: string): boolean {
  const { pattern, holds = () => true } = EXCLUSION_RULES.find(
    (candidate) => candidate.name === name,
  )!;
  const [before = '', ...behind] = AROUND;
  const lines = [before, text, ...behind];
  const spans = Array.from(text.matchAll(pattern), ({ index, 0: match }) => {
    return { start: index, end: index + match.length };
  }).filter(({ start, end }) => holds({ text: text.slice(start, end), at: 1, lines }));
  return numericTokens(text).every((token) => spans.some((span) => isWithin(token, span)));
}

describe('The rules of exclusion', () => {
  it('have a name of their own, a reason, and examples here of both kinds', () => {
    expect(new Set(RULE_NAMES).size).toBe(EXCLUSION_RULES.length);
    expect(Object.keys(EXAMPLES)).toEqual(RULE_NAMES);
    for (const { why } of EXCLUSION_RULES) expect(why.length).toBeGreaterThan(20);
  });

  it.each(Object.entries(EXAMPLES))('%s excludes what it is for and no figure', (name, at) => {
    expect(at.is.filter((text) => !excludesAll(name, text))).toEqual([]);
    expect(at.isNot.filter((text) => excludesAll(name, text))).toEqual([]);
  });

  it('leave a figure beside a date alone', () => {
    const line = 'In May 2024 there were 412 offences, 12.5% of 3,300, on 17 May';
    const spans = EXCLUSION_RULES.flatMap(({ pattern }) =>
      Array.from(line.matchAll(pattern), ([match]) => match),
    );
    expect(spans).toEqual(['17 May', 'May 2024']);
  });

  it('are named by the error about a rule that is none', () => {
    expect(new UnknownExclusionRule('dates').message).toContain('date, month');
  });
});
