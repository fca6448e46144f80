import type { Guide } from '../guide.js';
import { createLike, replace } from '../tree-copy.js';

const MEMORY = 'libs/event-store/memory';
const ADAPTER = 'libs/event-store/array';
const SPEC = 'test/contracts/event-store-array.spec.ts';

/** The text of the adapter for tests under another name: an adapter like any other. */
const renamed = (text: string): string =>
  text
    .replaceAll('InMemoryEventStore', 'ArrayEventStore')
    .replaceAll('memory-event-store', 'array-event-store')
    .replaceAll('event-store-memory', 'event-store-array')
    .replaceAll('event-store/memory', 'event-store/array');

/** A store in an array. */
export const adapter: Guide = {
  page: 'libs/event-store/port/README.md',
  heading: 'To add an adapter',
  names: { technology: 'array' },
  steps: {
    [`${ADAPTER}/project.json`]: {
      missedBy: 'tests',
      edit: createLike(`${MEMORY}/project.json`, renamed),
    },
    [`${ADAPTER}/README.md`]: {
      missedBy: 'tests',
      edit: createLike(`${MEMORY}/README.md`, renamed),
    },
    [`${ADAPTER}/src/array-event-store.ts`]: {
      missedBy: 'types',
      edit: createLike(`${MEMORY}/src/memory-event-store.ts`, renamed),
    },
    [`${ADAPTER}/src/index.ts`]: {
      missedBy: 'types',
      edit: createLike(`${MEMORY}/src/index.ts`, renamed),
    },
    'tsconfig.base.json': {
      missedBy: 'tests',
      edit: replace([
        '      "@ledger/event-store-memory"',
        `      "@ledger/event-store-array": ["${ADAPTER}/src/index.ts"],
      "@ledger/event-store-memory"`,
      ]),
    },
    [SPEC]: {
      missedBy: 'nothing',
      edit: createLike('test/contracts/event-store-memory.spec.ts', renamed),
    },
  },
  tests: {
    projects: ['contracts', 'documents'],
    files: [SPEC, 'test/documents/documents.spec.ts'],
  },
};
