import type { Guide } from '../guide.js';
import { replace } from '../tree-copy.js';

const DOMAIN = 'libs/figures/domain';
const PAGE = `${DOMAIN}/README.md`;
const FROZEN = `${DOMAIN}/src/testing/frozen-events.json`;

/** Adds a stored body to the frozen events. */
const freeze = (body: object) =>
  replace(['"\n]', `",\n  ${JSON.stringify(JSON.stringify(body))}\n]`]);

const CLOSED = {
  actor: 'analyst@example.org',
  causationId: 'command-60',
  correlationId: 'import-2026-10-05',
  data: { closed: '2025-03-31', id: 'ons' },
  id: '3fe54c18-a82f-8537-b980-d7b40e53ec4f',
  recordedAt: '2026-10-08T10:00:00.000Z',
  revision: 2,
  schemaVersion: 1,
  stream: 'publisher-ons',
  type: 'PublisherClosed',
};

const CHECK = 'libs/figures/read-models/src/projections/added-event.spec.ts';
const ROWS_OF_CLOSED = `import { expect, it } from '@jest/globals';
import { DecodedEvent, RowChanges } from '@ledger/projections-port';
import frozen from '../../../domain/src/testing/frozen-events.json' with { type: 'json' };
import { figuresProjection } from './figures.projection.js';
import { REGISTRY_EVENTS } from './view-tables.js';

it('becomes a row of the registers', () => {
  const body = frozen.find((stored) => stored.includes('"PublisherClosed"')) ?? '';
  const { id, type, stream, revision } = JSON.parse(body);
  const changes = new RowChanges();
  figuresProjection.project(
    [new DecodedEvent({ position: 1, id, type, stream, revision, body })],
    changes,
  );
  const runs = changes.byTable.get(REGISTRY_EVENTS) ?? [];
  expect(runs.flatMap(({ rows }) => rows)).toMatchObject([{ kind: 'publisher', id: 'ons' }]);
});
`;

/** A publisher is closed. */
export const eventType: Guide = {
  page: PAGE,
  heading: 'To add an event type',
  names: { subject: 'registry', thing: 'registry' },
  steps: {
    [`${DOMAIN}/src/registry/registry-events.ts`]: {
      missedBy: 'types',
      edit: replace(
        [
          'export type AreaRegistered =',
          `/** A publisher does not exist any more, from the day after \`closed\` on. */
export type PublisherClosed = DomainEvent<
  'PublisherClosed',
  { readonly id: string; readonly closed: string }
>;
export type AreaRegistered =`,
        ],
        [
          'PublisherRegistered | PublisherCorrected;',
          'PublisherRegistered | PublisherCorrected | PublisherClosed;',
        ],
      ),
    },
    [`${DOMAIN}/src/registry/registry-state.ts`]: {
      missedBy: 'types',
      edit: replace(
        [
          '  _state: PublisherState,\n  { data }: EventRecord<PublisherEvent>,',
          '  state: PublisherState,\n  event: EventRecord<PublisherEvent>,',
        ],
        [
          'return withoutReason<PublisherFacts>(data);',
          `if (event.type === 'PublisherClosed') return state;
  return withoutReason(event.data as PublisherFacts);`,
        ],
      ),
    },
    [`${DOMAIN}/src/ledger-event.ts`]: {
      missedBy: 'types',
      edit: replace([
        '  PublisherCorrected: [],\n',
        '  PublisherCorrected: [],\n  PublisherClosed: [],\n',
      ]),
    },
    [FROZEN]: { missedBy: 'tests', edit: freeze(CLOSED) },
    'libs/contract/src/events/registry-facts.ts': {
      missedBy: 'types',
      edit: replace([
        '  AreaRegistered: described(',
        `  PublisherClosed: described(
    object({ id: word, closed: text }),
    'A publisher was closed.',
  ),
  AreaRegistered: described(`,
      ]),
    },
    'libs/figures/read-models/src/projections/figures.projection.ts': {
      missedBy: 'types',
      edit: replace(
        [
          "  PublisherCorrected: 'publisher',\n",
          "  PublisherCorrected: 'publisher',\n  PublisherClosed: 'publisher',\n",
        ],
        [
          '  PublisherCorrected: takeRegistryEvent,\n',
          '  PublisherCorrected: takeRegistryEvent,\n  PublisherClosed: takeRegistryEvent,\n',
        ],
      ),
    },
    'libs/figures/read-models/src/projections/words.projection.ts': {
      missedBy: 'types',
      edit: replace([
        '  PublisherCorrected: null,\n',
        '  PublisherCorrected: null,\n  PublisherClosed: null,\n',
      ]),
    },
  },
  check: { path: CHECK, text: ROWS_OF_CLOSED },
  tests: { projects: ['unit'], files: [`${DOMAIN}/src/frozen-events.spec.ts`, CHECK] },
};

const REDEFINED = {
  actor: 'analyst@example.org',
  causationId: 'command-61',
  correlationId: 'import-2026-10-05',
  data: {
    agreedBy: 'the board',
    breaks: false,
    code: 'solved-rate.all',
    definition: 'Solved of recorded, attempts included',
    validFrom: '2025-04',
    version: 2,
  },
  id: '5d3e63e7-93e7-8e62-be4a-a10d8c96701e',
  recordedAt: '2026-10-08T10:01:00.000Z',
  revision: 1,
  schemaVersion: 2,
  stream: 'measure-solved-rate.all',
  type: 'MeasureRedefined',
};

const CHANGED_CHECK = `${DOMAIN}/src/changed-event.spec.ts`;

/** A definition says who agreed to it. */
export const changedEvent: Guide = {
  page: PAGE,
  heading: 'To change what an event says',
  names: { subject: 'registry' },
  steps: {
    [`${DOMAIN}/src/registry/registry-events.ts`]: {
      missedBy: 'types',
      edit: replace([
        '  /** From 2; version 1 came with the measure. */',
        `  /** Who agreed to it; \`unstated\` for what was recorded before this was asked. */
  readonly agreedBy?: string;
  /** From 2; version 1 came with the measure. */`,
      ]),
    },
    [`${DOMAIN}/src/ledger-event.ts`]: {
      missedBy: 'tests',
      edit: replace([
        'MeasureRedefined: []',
        "MeasureRedefined: [(data) => ({ agreedBy: 'unstated', ...data })]",
      ]),
    },
    [FROZEN]: { missedBy: 'tests', edit: freeze(REDEFINED) },
    'libs/contract/src/events/registry-facts.ts': {
      missedBy: 'types',
      edit: replace(['      { notice },', '      { notice, agreedBy: text },']),
    },
  },
  check: {
    path: CHANGED_CHECK,
    text: `import { expect, it } from '@jest/globals';
import { LEDGER_EVENTS } from './ledger-event.js';
import frozen from './testing/frozen-events.json' with { type: 'json' };

it('reads the events of before as those of today', () => {
  const bodies = frozen.filter((stored) => stored.includes('"MeasureRedefined"'));
  const agreed = bodies.map((body) => LEDGER_EVENTS.decode(body).data);
  expect(agreed).toMatchObject([{ agreedBy: 'unstated' }, { agreedBy: 'the board' }]);
});
`,
  },
  tests: { projects: ['unit'], files: [`${DOMAIN}/src/frozen-events.spec.ts`, CHANGED_CHECK] },
};
