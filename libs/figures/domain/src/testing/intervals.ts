import type { Decimal } from '@ledger/kernel';
import { intervalOf } from '../printed/interval.js';
import type { Qualifier } from '../printed/print.js';

/** The interval of a print; its value is what its digits say, if none is given. */
export const print = (
  printed: string,
  qualifier: Qualifier = 'exact',
  unit = 'offences',
  value?: string,
) =>
  intervalOf({
    value: (value ?? printed.replace(/[,%£]/g, '')) as Decimal,
    printed,
    unit,
    qualifier,
  });
