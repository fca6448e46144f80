import type { Guide } from '../guide.js';
import { replace } from '../tree-copy.js';

const LIB = 'libs/capture';
const SPEC = `${LIB}/src/exclusion-rules.spec.ts`;

/** The number of an edition is not a figure. */
export const exclusionRule: Guide = {
  page: `${LIB}/README.md`,
  heading: 'To add an exclusion rule',
  names: {},
  steps: {
    [SPEC]: {
      missedBy: 'tests',
      edit: replace([
        "      isNot: ['3 Month total of 12', 'a 3 Month total', '3 Months total'],\n    },\n",
        `      isNot: ['3 Month total of 12', 'a 3 Month total', '3 Months total'],
    },
    edition: { is: ['Edition 3'], isNot: ['Edition of 3', 'Edition 3.5'] },
`,
      ]),
    },
    [`${LIB}/src/exclusion-rules.ts`]: {
      missedBy: 'tests',
      edit: replace([
        "    'The caption of the row that sums so many months, alone in its cell.',\n  ),\n",
        `    'The caption of the row that sums so many months, alone in its cell.',
  ),
  rule(
    'edition',
    \`(?<=Edition\${SPACE})\\\\d{1,2}\${DONE}\`,
    'The number behind the word that names the edition of a paper.',
  ),
`,
      ]),
    },
  },
  tests: { projects: ['unit'], files: [SPEC] },
};
