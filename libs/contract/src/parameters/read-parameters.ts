import {
  FOLLOW_UP_STATUSES,
  isCode,
  isWord,
  MARKERS,
  MOVE_DIRECTIONS,
  MOVE_KINDS,
  STATISTICS,
} from '@ledger/figures-domain';
import { FINDING_STATUSES, RULES, SEVERITIES, VERDICTS } from '@ledger/findings';
import { CHANGE_SORTS, COMPARED } from '../vocabulary.js';
import {
  clockParameter,
  decimalParameter,
  textParameter,
  truthParameter,
  wordParameter,
  wordsParameter,
  type Parameter,
} from './parameter.js';
import {
  BOM_PARAMETERS,
  CLOCK_PARAMETERS,
  LIST_PARAMETERS,
  PAGING_PARAMETERS,
  RECORDED_BY_PARAMETERS,
  TABLE_PARAMETERS,
} from './shared-parameters.js';

/** The parameters of a search for figures; any text is read as a marker, and looked up. */
export const FIGURES_PARAMETERS = {
  q: textParameter('Words, or a printed number: who published 4,312?', '4,312'),
  measure: textParameter('A measure, and all below it.', 'recorded-crime'),
  area: textParameter('An area.', 'kent'),
  period: textParameter('A period in any form that has one meaning.', '2024-05'),
  publication: textParameter('A publication that printed it.'),
  marker: {
    ...textParameter('A marker of the value in force.'),
    schema: { type: 'string', enum: Object.keys(MARKERS) },
  },
  ...CLOCK_PARAMETERS,
  ...TABLE_PARAMETERS,
};

const breakdown: Parameter<Readonly<Record<string, string>>> = {
  ...textParameter('Exactly these dimensions; none by default.', 'channel=101;sex=female'),
  expected: 'dimensions as channel=101;sex=female',
  read: breakdownOf,
};

function breakdownOf(text: string): Record<string, string> | undefined {
  const breakdown: Record<string, string> = {};
  for (const part of text.split(';')) {
    const [name = '', value = '', ...rest] = part.split('=');
    if (!isWord(name) || !isCode(value) || rest.length > 0 || Object.hasOwn(breakdown, name)) {
      return undefined;
    }
    breakdown[name] = value;
  }
  return breakdown;
}

/** The parameters that choose among the figures of a measure, and the clocks. */
export const SERIES_CHOICE_PARAMETERS = {
  area: textParameter('One area; a line for each where none is given.', 'kent'),
  statistic: wordParameter(STATISTICS, { description: '`value` where none is given.' }),
  breakdown,
  comparedWith: textParameter('Of changes and shares: what they compare with.'),
  ...CLOCK_PARAMETERS,
};

/** The parameters of a series. */
export const SERIES_PARAMETERS = { ...SERIES_CHOICE_PARAMETERS, ...BOM_PARAMETERS };

/** The parameters of a list of publications. */
export const PUBLICATIONS_PARAMETERS = {
  q: textParameter('Words of its title or id, all of them.', 'delivery board'),
  publisher: textParameter('Id of a publisher.', 'kent-police'),
  ...LIST_PARAMETERS,
};

/** The parameters of what a publication printed. */
export const PRINTED_FIGURES_PARAMETERS = { ...RECORDED_BY_PARAMETERS, ...TABLE_PARAMETERS };

/** The parameters of a comparison of two publications. */
export const COMPARISON_PARAMETERS = {
  only: wordParameter(COMPARED, {
    description: 'Only figures with this relation between the two publications.',
  }),
  ...LIST_PARAMETERS,
};

/** The parameters of a list of measures. */
export const MEASURES_PARAMETERS = {
  q: textParameter('Words of a measure, all of them.', 'crime'),
  under: textParameter('Only measures below this one.', 'recorded-crime'),
  ...LIST_PARAMETERS,
};

/** The parameters of a list of areas. */
export const AREAS_PARAMETERS = {
  q: textParameter('Words of its title or id, all of them.', 'kent'),
  ...LIST_PARAMETERS,
};

/** The parameters of a list of ownerships. */
export const OWNERSHIPS_PARAMETERS = {
  measure: textParameter('Only ownerships that cover this measure.', 'recorded-crime.all'),
  area: textParameter('Only ownerships that cover this area.', 'kent'),
  ...LIST_PARAMETERS,
};

/** The parameters of a list of follow-ups. */
export const FOLLOW_UPS_PARAMETERS = {
  status: wordParameter(FOLLOW_UP_STATUSES),
  owner: textParameter('Only follow-ups of this owner.'),
  publication: textParameter('Only follow-ups on this publication.'),
  ...LIST_PARAMETERS,
};

/** The parameters of checks and findings. */
export const FINDINGS_PARAMETERS = {
  verdict: wordParameter([...VERDICTS, 'all'], {
    description: 'All but what agrees and always did where it is left out.',
  }),
  severity: wordParameter(SEVERITIES, { description: 'How much it misleads.' }),
  status: wordParameter(FINDING_STATUSES, {
    description: 'What was decided; `none` of what agrees and always did.',
  }),
  rule: wordParameter(
    RULES.map(({ name }) => name),
    { description: 'One rule.' },
  ),
  publication: textParameter('Only about numbers of this publication.'),
  measure: textParameter('With a figure of this measure, or of one below it.'),
  area: textParameter('With a figure of this area.'),
  figure: textParameter('With this figure, by its key.'),
  ...CLOCK_PARAMETERS,
  ...TABLE_PARAMETERS,
};

/** The parameters that choose among changes. */
const CHANGE_FILTER_PARAMETERS = {
  kind: wordsParameter(MOVE_KINDS, 'Only moves of these kinds.'),
  announced: truthParameter('Whether the publication said that it changes the value.'),
  direction: wordParameter(MOVE_DIRECTIONS, {
    description: 'By the polarity of the measure; `none` where neither way is better.',
  }),
  publisher: textParameter('Made by this publisher.', 'kent-police'),
  publication: textParameter('Made by this publication.'),
  measure: textParameter('Of a measure, and all below it.', 'recorded-crime'),
  area: textParameter('Of an area, and all within it.', 'kent'),
  since: {
    ...clockParameter(
      'Published since: a year, month or day, from its beginning, or a moment.',
      '2024-09',
    ),
    expected:
      'a year, month or day (2024-09-05, from its beginning) or a moment with its offset',
  },
  sizeMin: decimalParameter('At least so large, up or down, in the unit of the figure.', '100'),
  relativeMin: decimalParameter(
    'At least so large, up or down, in per cent of the value before.',
    '5',
  ),
};

/** The parameters of a list of changes. */
export const CHANGES_PARAMETERS = {
  ...CHANGE_FILTER_PARAMETERS,
  sort: wordParameter(CHANGE_SORTS, {
    description:
      'The newest publication first, the largest change, the largest in per cent, or the value ' +
      'that had stood longest. Sizes and ages leave out what has none.',
    default: 'newest',
  }),
  ...CLOCK_PARAMETERS,
  ...TABLE_PARAMETERS,
};

/** The parameters of one finding. */
export const FINDING_PARAMETERS = {
  publication: textParameter(
    'The publication whose number was recomputed: needed for a check that raised nothing.',
  ),
  ...CLOCK_PARAMETERS,
};

/** The parameters of the checks that a figure takes part in. */
export const CHECKS_PARAMETERS = { ...CLOCK_PARAMETERS, ...PAGING_PARAMETERS };
