import type {
  AreaFacts,
  DefinitionFacts,
  DimensionFacts,
  FollowUpFacts,
  MeasureFacts,
  OwnershipFacts,
  PublicationFacts,
  PublisherFacts,
  RegistryThing,
  CompleteReport,
} from '@ledger/figures-domain';
import type { CaptureProblem, SeedLocation } from './capture-problem.js';

/** A row of a sheet, a registry or a list; its header is row 1. */
export type SheetLocation = SeedLocation & { readonly row: number };

/** One row of a figure sheet as the command it stands for. */
export interface CapturedReport {
  readonly place: SheetLocation;
  readonly report: CompleteReport;
}

/** Where a row of a figure sheet says its token stands, whether or not the rest of it is sound. */
export interface CapturedAppearance {
  readonly place: SheetLocation;
  readonly printed: string;
  readonly line: number;
  /** Left out if the row leaves it out: the token is then said to be alone on its line. */
  readonly occurrence?: number;
}

/** A follow-up, and how it was closed if it was. */
export interface CapturedFollowUp {
  readonly place: SheetLocation;
  readonly facts: FollowUpFacts;
  readonly closing?: { readonly outcome: string; readonly closedOn?: string };
}

/** A number on the page that is no figure, with the reason. */
export interface CapturedExclusion {
  readonly place: SheetLocation;
  readonly line: number;
  readonly token: string;
  /** Which of several equal tokens on that line, from 1; left out where there is one. */
  readonly occurrence?: number;
  readonly reason: string;
}

/** Where a document says how a measure is counted. */
export interface CapturedNotice {
  readonly place: SheetLocation;
  readonly publication: string;
  readonly line?: number;
}

/** Everything captured of one publication. */
export interface CapturedPublication {
  readonly facts: PublicationFacts;
  /** In order of sheets, then of rows. */
  readonly reports: readonly CapturedReport[];
  /** Of every row that names a place, so that one mistake does not hide what else is captured. */
  readonly appearances: readonly CapturedAppearance[];
  readonly followUps: readonly CapturedFollowUp[];
  readonly exclusions: readonly CapturedExclusion[];
}

/**
 * What a seeds folder says, as plain commands in the order a ledger can take them. The same files
 * give the same plan.
 */
export interface SeedsPlan {
  readonly publishers: readonly PublisherFacts[];
  /** Parents before children. */
  readonly areas: readonly AreaFacts[];
  readonly dimensions: readonly DimensionFacts[];
  readonly measures: readonly MeasureFacts[];
  /** Later versions of those measures, each measure's in order. */
  readonly definitions: readonly DefinitionFacts[];
  /** In the order in which they are to be registered. */
  readonly ownerships: readonly OwnershipFacts[];
  /** Of first definitions and of later ones. */
  readonly notices: readonly CapturedNotice[];
  /** In order of publication, then by id. */
  readonly publications: readonly CapturedPublication[];
  /** False if the plan is one publication or one sheet of the folder only. */
  readonly isWhole: boolean;
  /** False if the plan is one sheet only: then nobody can tell which rows are gone. */
  readonly hasAllSheets: boolean;
}

/** A plan of all that is sound, and every problem with the rest. */
export interface SeedsReading {
  readonly plan: SeedsPlan;
  readonly problems: readonly CaptureProblem[];
  /** Dimensions that rows name, sound or not: the ledger may have registered them. */
  readonly dimensionsNamed: ReadonlySet<string>;
  /** What the folder uses and does not register itself, because the ledger has it already. */
  readonly reliesOn: readonly RegisteredName[];
}

/** Something in one of the ledger's registries. */
export interface RegisteredName {
  readonly thing: RegistryThing;
  readonly id: string;
}
