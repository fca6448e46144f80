import { publishedFrom } from '@ledger/figures-domain';
import { RULES, type FindingStatus, type Severity, type Verdict } from '@ledger/findings';
import type { Answer } from '../../views/answer.js';
import { refuseUnknownNames, type FilterNames } from '../../views/refuse-unknown-names.js';
import type { AskedClocks, Clocks } from '../../views/clocks.js';
import {
  pageLimit,
  readCursor,
  writeCursor,
  type AskedPage,
  type NextPage,
} from '../../views/cursor.js';
import type { FindingView } from '../../views/finding-view.js';
import type { PublicationChecks } from '../../views/publication-checks.js';
import { publicationFindings } from '../../views/publication-findings.js';
import { NEWEST, type PublicationPlace } from '../../views/publication-list.js';
import type { PublicationView } from '../../views/publication-view.js';
import { UnknownRule } from '../../views/read-refusals.js';
import type { AsOf, ViewReader } from '../../views/view-reader.js';
import { listedPublications } from '../../views/listed-publications.js';
import { isVisible } from '../../views/visibility.js';

/** The query for checks and findings; filters are combined with AND. */
export interface FindingsQuestion
  extends AskedClocks, AskedPage, Omit<FilterNames, 'publisher'> {
  /** Name of a rule. */
  readonly rule?: string;
  /** All but what agrees and always did where it is left out. */
  readonly verdict?: Verdict | 'all';
  readonly severity?: Severity;
  readonly status?: FindingStatus;
  /** Key of a figure that takes part. */
  readonly figure?: string;
  /** How the figure takes part: it was recomputed, or others were recomputed from it. */
  readonly part?: 'recomputed' | 'used';
}

/** A page of checks and findings, by publication, the newest first, the gravest of each first. */
export interface ListedFindings extends NextPage {
  readonly clocks: Clocks;
  readonly findings: readonly FindingView[];
}

/** How many publications are recomputed for one page. */
const PUBLICATIONS_A_PAGE_MAX = 20;

/**
 * Lists what the rules find in the publications that were visible by then, and the findings that
 * were raised. A page may be short, or empty, though there are more.
 *
 * @throws {UnknownMeasure | UnknownArea | UnknownPublication | PublicationUnderEmbargo}
 * @throws {UnknownRule | TooManyFiguresToCheck}
 * @throws {MalformedInstant | MalformedCursor | PageLimitOutOfBounds}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function listFindings(
  checks: PublicationChecks,
  question: FindingsQuestion,
): Promise<Answer<ListedFindings>> {
  const { reader } = checks;
  const limit = pageLimit(question);
  const start = placeOf(question.cursor);
  refuseUnknownRule(question.rule);
  const asOf = await reader.asOf(question);
  const { position, clocks } = asOf;
  await refuseUnknownNames(reader, question, clocks.recordedBy);
  const page = new FindingsPage(limit, start);
  for await (const publication of publicationsOf(reader, question, { start, clocks })) {
    if (page.isFull) break;
    const all = await findingsOf(checks, publication, { question, asOf });
    page.add(publication, all);
  }
  return { position, body: { clocks, findings: page.findings, next: page.next } };
}

/** Where a page begins: behind a publication, and so many findings of the next one. */
interface FindingsPlace extends PublicationPlace {
  readonly skipped: number;
}

class FindingsPage {
  readonly findings: FindingView[] = [];
  #place: FindingsPlace;
  #publications = 0;
  #isCut = false;

  constructor(
    readonly limit: number,
    start: FindingsPlace,
  ) {
    this.#place = start;
  }

  /** True if no more publications are to be recomputed for it; then there may be more. */
  get isFull(): boolean {
    const isFull = this.#isCut || this.#publications >= PUBLICATIONS_A_PAGE_MAX;
    this.#isCut ||= isFull;
    return isFull;
  }

  get next(): string | null {
    const { published_from, id, skipped } = this.#place;
    return this.#isCut ? writeCursor(published_from, id, skipped) : null;
  }

  /** Adds what fits of a publication's findings. */
  add({ published, id }: PublicationView, all: readonly FindingView[]): void {
    const { skipped } = this.#place;
    const rest = all.slice(skipped);
    const room = this.limit - this.findings.length;
    this.findings.push(...rest.slice(0, room));
    if (rest.length > room) {
      this.#place = { ...this.#place, skipped: skipped + room };
      this.#isCut = true;
      return;
    }
    this.#place = { published_from: publishedFrom(published), id, skipped: 0 };
    this.#publications += 1;
  }
}

async function* publicationsOf(
  reader: ViewReader,
  { publication, figure }: FindingsQuestion,
  { start, clocks }: { readonly start: PublicationPlace; readonly clocks: Clocks },
): AsyncGenerator<PublicationView, void, undefined> {
  const { recordedBy } = clocks;
  const printers = figure === undefined ? null : await printersOf(reader, figure, clocks);
  const isWanted = ({ id }: PublicationPlace) =>
    (publication === undefined || publication === id) && (printers?.has(id) ?? true);
  const listed = listedPublications(reader, start, { recordedBy, isWanted });
  for await (const view of listed) if (isVisible(view, clocks)) yield view;
}

async function printersOf(
  reader: ViewReader,
  figure: string,
  { recordedBy }: Clocks,
): Promise<ReadonlySet<string>> {
  const prints = await reader.entries.printsOf([figure], Date.parse(recordedBy));
  return new Set([...prints.values()].flat().map(({ facts }) => facts.publication));
}

async function findingsOf(
  checks: PublicationChecks,
  { id }: PublicationView,
  { question, asOf }: { readonly question: FindingsQuestion; readonly asOf: AsOf },
): Promise<readonly FindingView[]> {
  const all = await publicationFindings(checks, id, asOf);
  return all.filter((finding) => isWanted(finding, question));
}

function isWanted(finding: FindingView, question: FindingsQuestion): boolean {
  const { verdict, rule, severity, status, figure, part, measure, area } = question;
  const { inputs } = finding;
  const takesPart = figure === undefined ? inputs : partsOf(finding, part);
  return (
    (verdict === undefined
      ? finding.status !== 'none'
      : verdict === 'all' || verdict === finding.verdict) &&
    (rule === undefined || rule === finding.rule) &&
    (severity === undefined || severity === finding.severity) &&
    (status === undefined || status === finding.status) &&
    (figure === undefined || takesPart.some((input) => input.figure === figure)) &&
    (measure === undefined || inputs.some((input) => isUnder(measure, input.figure))) &&
    (area === undefined || inputs.some((input) => input.figure.split('/', 2)[1] === area))
  );
}

function partsOf({ inputs }: FindingView, part: FindingsQuestion['part']) {
  if (part === undefined) return inputs;
  return part === 'recomputed' ? inputs.slice(0, 1) : inputs.slice(1);
}

/** True if a figure's measure is the one given, or below it. */
function isUnder(measure: string, key: string): boolean {
  return key.startsWith(`${measure}/`) || key.startsWith(`${measure}.`);
}

function refuseUnknownRule(rule: string | undefined): void {
  if (rule === undefined || RULES.some(({ name }) => name === rule)) return;
  throw new UnknownRule(
    rule,
    RULES.map(({ name }) => name),
  );
}

function placeOf(cursor: string | undefined): FindingsPlace {
  if (cursor === undefined) return { ...NEWEST, skipped: 0 };
  const [published_from, id, skipped] = readCursor(cursor, ['', '', 0] as const);
  return { published_from, id, skipped };
}
