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

/** The location of a row of a sheet, a registry or a list; the header is row 1. */
export type SheetLocation = SeedLocation & { readonly row: number };

/** One row of a figure sheet as the command it stands for. */
export interface CapturedReport {
  readonly place: SheetLocation;
  readonly report: CompleteReport;
}

/** The locator on a row of a figure sheet, whether or not the rest of the row is sound. */
export interface CapturedAppearance {
  readonly place: SheetLocation;
  readonly printed: string;
  readonly line: number;
  /** Left out if the row leaves it out: the token must then be the only one on its line. */
  readonly occurrence?: number;
}

/** A follow-up, and how it was closed, if it was. */
export interface CapturedFollowUp {
  readonly place: SheetLocation;
  readonly facts: FollowUpFacts;
  readonly closing?: { readonly outcome: string; readonly closedOn?: string };
}

/** A number on the page that is not a figure, with the reason. */
export interface CapturedExclusion {
  readonly place: SheetLocation;
  readonly line: number;
  readonly token: string;
  /** Which of several equal tokens on that line, from 1; left out if there is only one. */
  readonly occurrence?: number;
  readonly reason: string;
}

/** The line of a document that says how a measure is counted. */
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
  /** Of every row with a sound locator, so that one mistake does not hide what else is captured. */
  readonly appearances: readonly CapturedAppearance[];
  readonly followUps: readonly CapturedFollowUp[];
  readonly exclusions: readonly CapturedExclusion[];
}

/**
 * The contents of a seeds folder as plain commands, in an order the ledger accepts. The same
 * files give the same plan.
 */
export interface SeedsPlan {
  readonly publishers: readonly PublisherFacts[];
  /** Parents before children. */
  readonly areas: readonly AreaFacts[];
  readonly dimensions: readonly DimensionFacts[];
  readonly measures: readonly MeasureFacts[];
  /** Later versions of those measures, each measure's in order. */
  readonly definitions: readonly DefinitionFacts[];
  /** In the order of registration. */
  readonly ownerships: readonly OwnershipFacts[];
  /** Of first definitions and of later ones. */
  readonly notices: readonly CapturedNotice[];
  /** In order of publication, then by id. */
  readonly publications: readonly CapturedPublication[];
  /** False if the plan is only one publication or one sheet of the folder. */
  readonly isWhole: boolean;
  /** False if the plan is only one sheet, which cannot show which rows are gone. */
  readonly hasAllSheets: boolean;
}

/** A plan of everything that is sound, and every problem with the rest. */
export interface SeedsReading {
  readonly plan: SeedsPlan;
  readonly problems: readonly CaptureProblem[];
  /** Dimensions that rows name, sound or not: the ledger may have registered them. */
  readonly dimensionsNamed: ReadonlySet<string>;
  /** What the folder uses and does not register itself because the ledger has it. */
  readonly reliesOn: readonly RegisteredName[];
}

/** An entry in one of the ledger's registries. */
export interface RegisteredName {
  readonly thing: RegistryThing;
  readonly id: string;
}
