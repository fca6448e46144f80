import {
  comparesWithSomething,
  MISSING_MARKERS,
  REASONS_FOR_NO_NUMBER,
  STATISTICS,
  type Marker,
} from '@ledger/figures-domain';

const COMPARING = STATISTICS.filter(comparesWithSomething);

const hasOneOf = (markers: readonly Marker[]) => ({
  type: 'array',
  contains: { enum: [...markers] },
});

const OF_VALUE_AND_MARKERS = {
  if: { required: ['value'], properties: { value: { const: null } } },
  then: {
    required: ['markers'],
    properties: { markers: hasOneOf(REASONS_FOR_NO_NUMBER) },
  },
  else: {
    if: { required: ['value'] },
    then: { properties: { markers: { not: hasOneOf(MISSING_MARKERS) } } },
  },
} as const;

/**
 * How the fields of a report depend on each other, in keywords of every JSON Schema since draft
 * 7, for every document that describes a report. It avoids a choice between schemas, which code
 * generators lose.
 */
export const REPORT_RULES = {
  if: { required: ['statistic'], properties: { statistic: { enum: COMPARING } } },
  then: { required: ['comparedWith'], ...OF_VALUE_AND_MARKERS },
  else: { properties: { comparedWith: false }, ...OF_VALUE_AND_MARKERS },
} as const;
