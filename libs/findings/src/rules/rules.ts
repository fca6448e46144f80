import type { Rule } from '../checks/rule.js';
import { BASE_PERIOD } from './base-rules.js';
import { CHANGE, PERCENT, POINT_CHANGE } from './change-rules.js';
import { ANOTHER_YEAR, NOT_YET_BEGUN, NOT_YET_OVER } from './dated-rules.js';
import { TO_DATE, TOTAL_ELSEWHERE } from './hidden-revision-rules.js';
import { IMPLIED_BASE } from './implied-base-rules.js';
import { FINALISED, REVISED } from './marker-rules.js';
import { PERIOD_MEAN, PERIOD_TOTAL } from './period-rules.js';
import { RATIO, REMAINDER, SHARE, SHARED_BASE } from './ratio-rules.js';
import { PERCENT_OVER_MONTHS } from './percent-over-months.js';
import { PERCENT_OVER_PARTS } from './percent-over-parts.js';
import { POLARITY } from './polarity-rules.js';
import { RANK } from './rank-rules.js';
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
  PERCENT_OVER_PARTS,
  POLARITY,
  BASE_PERIOD,
  MEASURE_TOTAL,
  AREA_TOTAL,
  PERIOD_TOTAL,
  TO_DATE,
  ROW_TOTAL,
  MEMBER_TOTAL,
  PERIOD_MEAN,
  SHARED_BASE,
  RATIO,
  SHARE,
  REMAINDER,
  RANK,
  NOT_YET_BEGUN,
  NOT_YET_OVER,
  ANOTHER_YEAR,
  IMPLIED_BASE,
  TOTAL_ELSEWHERE,
  TIE_OUT,
  FINALISED,
  REVISED,
];
