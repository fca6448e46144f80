import { readSeeds, type SeedsPlan } from '@ledger/capture';
import { appearanceId, locatorText, type CompleteReport } from '@ledger/figures-domain';
import {
  findAll,
  type PrintedFigure,
  type PublicationReviews,
  type Vocabulary,
} from '@ledger/findings';

/** The figures of the seeds folder, with the documents they were captured from. */
export interface SeedFigures {
  readonly figures: readonly PrintedFigure[];
  readonly vocabulary: Vocabulary;
  /** The first letters of the document's file, by publication. */
  readonly documents: ReadonlyMap<string, string>;
}

/** Reads the project's own seeds as figures that a ledger would have. */
export async function seedFigures(): Promise<SeedFigures> {
  const { plan } = await readSeeds('seeds');
  const figures = plan.publications.flatMap(({ facts, reports }) =>
    reports.flatMap(({ report }) => figureOf(report, facts.published) ?? []),
  );
  const documents = plan.publications.map(
    ({ facts }) => [facts.id, facts.artefact?.file.slice(0, 3) ?? ''] as const,
  );
  return { figures, vocabulary: vocabularyOf(plan), documents: new Map(documents) };
}

/** Reviews of the seeds' publications, each by itself, without views. */
export async function seedReviews(): Promise<PublicationReviews> {
  const { figures, vocabulary } = await seedFigures();
  const ids = [...new Set(figures.map(({ publication }) => publication))];
  return {
    publications: async function* () {
      for (const id of ids) yield { id, isSealed: true };
    },
    of: async (publication) => ({
      found: await findAll(
        figures.filter((figure) => figure.publication === publication),
        vocabulary,
      ),
      known: new Map(),
    }),
    concernedBy: async () => [],
  };
}

function vocabularyOf({ measures, areas, dimensions, publications }: SeedsPlan): Vocabulary {
  return {
    measures: new Map(measures.map((measure) => [measure.code, measure])),
    areas: new Map(areas.map((area) => [area.id, area])),
    dimensions: new Map(dimensions.map((dimension) => [dimension.id, dimension])),
    publications: new Map(publications.map(({ facts }) => [facts.id, facts])),
  };
}

function figureOf(
  report: CompleteReport,
  published: PrintedFigure['published'],
): PrintedFigure | null {
  const { key, figure, publication, locator, role, change } = report;
  const { value, printed, unit, scale, qualifier, markers } = report;
  if (value === null) return null;
  const event = appearanceId(key, publication, locatorText(locator), printed);
  const print = { value, printed, unit, qualifier, markers, ...(scale ? { scale } : {}) };
  const facts = { event, key, figure, publication, published, role, locator, print };
  return change === undefined ? facts : { ...facts, change };
}
