import type { Guide } from '../guide.js';
import { create, replace } from '../tree-copy.js';

const LIB = 'libs/figures/read-models';
const QUERY = `${LIB}/src/queries/list-seals`;

const PROJECTION = `import { LEDGER_EVENTS } from '@ledger/figures-domain';
import type { Projection } from '@ledger/projections-port';
import { SEALS } from './view-tables.js';

/** The seals of publications, each with the number of appearances that it states. */
export const sealsProjection: Projection = {
  name: 'seals',
  version: 1,
  tables: [SEALS],
  project(events, changes) {
    for (const event of events) {
      const record = LEDGER_EVENTS.lifted(event.record);
      if (record.type !== 'PublicationSealed') continue;
      const { id: publication, appearances } = record.data;
      const recorded_ms = Date.parse(record.recordedAt);
      changes.put(SEALS, { publication, appearances, recorded_ms });
    }
  },
};
`;

const READER = `import type { Kysely } from 'kysely';
import type { SealRow, ViewTables } from '../projections/index.js';
import { hotQuery, type HotQuery } from './hot-query.js';

/** Finds the seals of publications. */
export class SealList {
  readonly #recordedBy: HotQuery<'recordedMs', SealRow>;

  constructor(views: Kysely<ViewTables>) {
    this.#recordedBy = hotQuery(views, ({ whole }) =>
      views
        .selectFrom('seals')
        .selectAll()
        .where('recorded_ms', '<=', whole('recordedMs'))
        .orderBy('publication'),
    );
  }

  /** Those that were recorded by then, in order of publication. */
  recordedBy(recordedMs: number): Promise<readonly SealRow[]> {
    return this.#recordedBy({ recordedMs });
  }
}
`;

const QUESTION = `import type { Answer } from '../../views/answer.js';
import type { AskedClocks } from '../../views/clocks.js';
import type { ViewReader } from '../../views/view-reader.js';

/** A publication and how many appearances its seal states. */
export interface ListedSeal {
  readonly publication: string;
  readonly appearances: number;
}

/** Lists the publications that are sealed. */
export async function listSeals(
  reader: ViewReader,
  question: Pick<AskedClocks, 'recordedBy'>,
): Promise<Answer<readonly ListedSeal[]>> {
  const { position, clocks } = await reader.asOf(question);
  const rows = await reader.seals.recordedBy(Date.parse(clocks.recordedBy));
  const body = rows.map(({ publication, appearances }) => ({ publication, appearances }));
  return { position, body };
}
`;

const HANDLER = `import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import { type ListedSeal, listSeals } from './list-seals.js';

/** Asks for the publications that are sealed. */
export class ListSeals extends Query<Answer<readonly ListedSeal[]>> {}

@QueryHandler(ListSeals)
export class ListSealsHandler implements IQueryHandler<ListSeals> {
  constructor(private readonly reader: ViewReader) {}

  execute(): Promise<Answer<readonly ListedSeal[]>> {
    return listSeals(this.reader, {});
  }
}
`;

const SPEC = `import { expect, it } from '@jest/globals';
import { SealPublication } from '@ledger/figures-application';
import { exampleOrigin, papers } from '@ledger/figures-domain/testing';
import { FiguresReadModelsModule, ListSeals, viewReadersOf } from '@ledger/figures-read-models';
import { NestFactory } from '@nestjs/core';
import { QueryBus } from '@nestjs/cqrs';
import { NOW, startViewedExamples } from './viewed-ledger.js';

it('lists what was sealed', async () => {
  const ledger = await startViewedExamples();
  const { id } = papers.september;
  await ledger.execute(new SealPublication(id, exampleOrigin));
  await ledger.caughtUp();
  const views = ledger.database.openViews();
  const readers = viewReadersOf({ views, now: () => NOW });
  const module = FiguresReadModelsModule.forRoot(readers);
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  await app.init();

  const { body } = await app.get(QueryBus).execute(new ListSeals());
  await app.close();
  await views.destroy();
  await ledger.close();
  expect(body).toEqual([{ publication: id, appearances: 0 }]);
});
`;

/** The seals of publications. */
export const readModel: Guide = {
  page: `${LIB}/README.md`,
  heading: 'To add a read model',
  names: { rows: 'seals', list: 'seal-list', question: 'list-seals' },
  steps: {
    [`${LIB}/src/projections/view-tables.ts`]: {
      missedBy: 'types',
      edit: replace(
        [
          '/** A word by which something is found. */',
          `/** A sealed publication. */
export type SealRow = {
  readonly publication: string;
  readonly appearances: number;
  readonly recorded_ms: number;
};

/** A word by which something is found. */`,
        ],
        [
          '  readonly words: WordRow;\n',
          '  readonly words: WordRow;\n  readonly seals: SealRow;\n',
        ],
        [
          'export const WORDS:',
          `export const SEALS: TableOf<SealRow> = defineTable<SealRow>(
  'seals',
  { publication: 'text', appearances: 'integer', recorded_ms: 'integer' },
  { primaryKey: ['publication'] },
);

export const WORDS:`,
        ],
      ),
    },
    [`${LIB}/src/projections/seals.projection.ts`]: {
      missedBy: 'types',
      edit: create(PROJECTION),
    },
    [`${LIB}/src/projections/index.ts`]: {
      missedBy: 'tests',
      edit: replace(
        [
          'import { wordsProjection }',
          "import { sealsProjection } from './seals.projection.js';\nimport { wordsProjection }",
        ],
        [
          '[figuresProjection, wordsProjection]',
          '[figuresProjection, wordsProjection, sealsProjection]',
        ],
      ),
    },
    [`${LIB}/src/views/seal-list.ts`]: { missedBy: 'types', edit: create(READER) },
    [`${LIB}/src/views/view-reader.ts`]: {
      missedBy: 'types',
      edit: replace(
        [
          'import { WordReader }',
          "import { SealList } from './seal-list.js';\nimport { WordReader }",
        ],
        [
          '  readonly words: WordReader;\n',
          '  readonly words: WordReader;\n  readonly seals: SealList;\n',
        ],
        [
          '    this.words = new WordReader(views);\n',
          '    this.words = new WordReader(views);\n    this.seals = new SealList(views);\n',
        ],
      ),
    },
    [`${QUERY}/list-seals.ts`]: { missedBy: 'types', edit: create(QUESTION) },
    [`${QUERY}/list-seals.handler.ts`]: { missedBy: 'types', edit: create(HANDLER) },
    [`${LIB}/src/figures-read-models.module.ts`]: {
      missedBy: 'tests',
      edit: replace(
        [
          'import { SearchFiguresHandler }',
          `import { ListSealsHandler } from './queries/list-seals/list-seals.handler.js';
import { SearchFiguresHandler }`,
        ],
        ['  SearchFiguresHandler,\n', '  SearchFiguresHandler,\n  ListSealsHandler,\n'],
      ),
    },
    [`${LIB}/src/index.ts`]: {
      missedBy: 'types',
      edit: replace([
        "export * from './queries/search-figures/search-figures.js';\n",
        `export * from './queries/list-seals/list-seals.js';
export * from './queries/list-seals/list-seals.handler.js';
export * from './queries/search-figures/search-figures.js';
`,
      ]),
    },
    'test/features/list-seals.spec.ts': { missedBy: 'nothing', edit: create(SPEC) },
  },
  tests: { projects: ['features'], files: ['test/features/list-seals.spec.ts'] },
};
