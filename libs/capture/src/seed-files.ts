import type { SeedFile } from './csv-table.js';

/** The names of the required registry files at the top of a seeds folder. */
export const REGISTRY_FILES = ['publishers.csv', 'areas.csv', 'measures.csv'] as const;

/** The registry of dimensions, present where figures have breakdowns. */
export const DIMENSION_FILE = 'dimensions.csv';

/** The registry of owners of parts of the figures, where that is not the owner of the measure. */
export const OWNERSHIP_FILE = 'ownerships.csv';

/** The file of a publication's facts. */
export const PUBLICATION_FILE = 'publication.json';
/** The file of its follow-ups. */
export const FOLLOW_UP_FILE = 'follow-ups.csv';
/** The file of numbers that are not captured, and why. */
export const EXCLUSION_FILE = 'excluded.csv';

const SHEET = /^\d{2,3}-[a-z0-9]+(?:-[a-z0-9]+)*\.csv$/;

/** A publication's folder as it was read. */
export interface PublicationFolder {
  readonly name: string;
  readonly files: readonly SeedFile[];
}

/** A seeds folder as it was read, not validated yet. */
export interface SeedFiles {
  readonly top: readonly SeedFile[];
  readonly publications: readonly PublicationFolder[];
  /** False if only a part of the folder was requested. */
  readonly isWhole: boolean;
  /** False if only some of a publication's sheets were requested. */
  readonly hasAllSheets: boolean;
}

/** True for a sheet's file name: `01-all-crime-table.csv`. */
export function isSheetName(name: string): boolean {
  return SHEET.test(name);
}

/** The last part of a path. */
export function nameOf({ path }: SeedFile): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** True for notes for people and files of the system, which are not part of a capture. */
export function isBesides(name: string): boolean {
  return name.startsWith('.') || name.endsWith('.md');
}
