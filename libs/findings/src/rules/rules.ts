import type { Rule } from '../checks/rule.js';
import { BASE_PERIOD } from './base-rules.js';
import { CHANGE, PERCENT, POINT_CHANGE } from './change-rules.js';
import { NOT_YET_BEGUN } from './dated-rules.js';
import { IMPLIED_BASE } from './implied-base-rules.js';
import { PERIOD_MEAN, PERIOD_TOTAL } from './period-rules.js';
import { RATIO, REMAINDER, SHARE, SHARED_BASE } from './ratio-rules.js';
import { PERCENT_OVER_MONTHS } from './percent-over-months.js';
import { PROSE, TIE_OUT, TWICE } from './same-figure-rules.js';
import { ROW_TOTAL } from './table-rules.js';
import { AREA_TOTAL, MEASURE_TOTAL, MEMBER_TOTAL } from './total-rules.js';

/** Every rule in its latest version, in the order in which a cause is named after them. */
export const RULES: readonly Rule[] = [
  PROSE,
  TWICE,
  CHANGE,
  PERCENT,
  POINT_CHANGE,
  PERCENT_OVER_MONTHS,
  BASE_PERIOD,
  MEASURE_TOTAL,
  AREA_TOTAL,
  PERIOD_TOTAL,
  ROW_TOTAL,
  MEMBER_TOTAL,
  PERIOD_MEAN,
  SHARED_BASE,
  RATIO,
  SHARE,
  REMAINDER,
  NOT_YET_BEGUN,
  IMPLIED_BASE,
  TIE_OUT,
];
