import {
  compareCapture,
  isNoDifference,
  placeText,
  type CaptureDifference,
  type CapturedPublication,
  type SeedsPlan,
} from '@ledger/capture';
import { printOf, type Capture, type ChainEntry, type Locator } from '@ledger/figures-domain';
import { capturedEntries } from '@ledger/figures-read-models';
import { mendPublication, type LoadRefusal } from '@ledger/intake';
import type { Origin } from '@ledger/kernel';
import type { OpenLedger } from '../context/open-ledger.js';

const VIEWS_WAIT_MS = 60_000;

/** A publication of the plan that the ledger has, and how the two differ. */
interface KnownCapture {
  readonly capture: Capture;
  readonly difference: CaptureDifference;
}

/** The part of a plan that can be loaded, and what became of the rest. */
export interface SettledPlan {
  readonly plan: SeedsPlan;
  /** Sealed publications that differ from their folders; they are not in the plan. */
  readonly differing: readonly CaptureDifference[];
  /** What was corrected, for the reason given. */
  readonly corrected: readonly CaptureDifference[];
  /** Publications to seal once their rows are added. */
  readonly mended: ReadonlySet<string>;
  /** Corrections that the ledger refused; those publications are not in the plan either. */
  readonly refusals: readonly LoadRefusal[];
}

/**
 * Compares the publications of a plan with what the ledger holds of them. A sealed publication
 * that differs is corrected if there is a reason, and otherwise left alone. A plan of one sheet
 * is not compared, because it does not say what is gone.
 *
 * @throws {ViewsBehind | ViewsUnavailable | StoreUnavailable}
 */
export async function settleKnown(
  ledger: OpenLedger,
  plan: SeedsPlan,
  { origin, reason }: { readonly origin: Origin; readonly reason: string | undefined },
): Promise<SettledPlan> {
  const known = plan.hasAllSheets ? await knownCaptures(ledger, plan) : [];
  if (reason !== undefined) return mendAll(ledger, plan, { known, origin, reason });
  const differing = known
    .filter(({ capture }) => capture.state === 'sealed')
    .map(({ difference }) => difference)
    .filter((difference) => !isNoDifference(difference));
  const left = differing.map(({ publication }) => publication);
  const kept = without(plan, left);
  return { plan: kept, differing, corrected: [], mended: new Set(), refusals: [] };
}

async function knownCaptures(
  ledger: OpenLedger,
  { publications }: SeedsPlan,
): Promise<readonly KnownCapture[]> {
  const known: KnownCapture[] = [];
  for (const publication of publications) {
    const capture = await ledger.registry.capture(publication.facts.id);
    if (capture === undefined) continue;
    known.push({ capture, difference: await differenceOf(ledger, publication) });
  }
  return known;
}

async function differenceOf(
  ledger: OpenLedger,
  publication: CapturedPublication,
): Promise<CaptureDifference> {
  await ledger.views.waitFor(await ledger.head(), VIEWS_WAIT_MS);
  return compareCapture(
    publication,
    await capturedEntries(ledger.reader, publication.facts.id),
  );
}

/** What was sealed once is sealed again, also after an interrupted correction. */
async function mendAll(
  ledger: OpenLedger,
  plan: SeedsPlan,
  given: {
    readonly known: readonly KnownCapture[];
    readonly origin: Origin;
    readonly reason: string;
  },
): Promise<SettledPlan> {
  const mended = new Set<string>();
  const refusals: LoadRefusal[] = [];
  const left: string[] = [];
  const corrected: CaptureDifference[] = [];
  for (const { capture, difference } of given.known) {
    const isSealed = capture.state === 'sealed';
    const isSame = isNoDifference(difference);
    if (isSealed && isSame) continue;
    const { commands } = ledger;
    const options = { commands, origin: given.origin, reason: given.reason, isSealed };
    const refused = isSame ? [] : await mendPublication(difference, options);
    refusals.push(...refused);
    if (refused.length > 0) left.push(difference.publication);
    else if (!isSame) corrected.push(difference);
    if (refused.length === 0 && capture.sealings > 0) mended.add(difference.publication);
  }
  return { plan: without(plan, left), differing: [], corrected, mended, refusals };
}

function without(plan: SeedsPlan, left: readonly string[]): SeedsPlan {
  return {
    ...plan,
    publications: plan.publications.filter(({ facts }) => !left.includes(facts.id)),
  };
}

/** The differences as text: a line for the publication, then one for each row. */
export function* differenceLines({
  publication,
  added,
  changed,
  gone,
}: CaptureDifference): Iterable<string> {
  const counts = `${added.length} added, ${changed.length} changed, ${gone.length} gone`;
  yield `${publication}: its folder differs from what the ledger holds: ${counts}`;
  for (const { place, report } of added) {
    yield `  added    ${placeText(place)}: ${report.key} ${report.printed}`;
  }
  for (const { captured, entry, differs } of changed) {
    const { place, report } = captured;
    const what =
      differs === 'print'
        ? `${printOf(entry).printed} is now ${report.printed}`
        : `${report.printed}, with another role, announcement or note`;
    yield `  changed  ${placeText(place)}: ${report.key} ${what}`;
  }
  for (const entry of gone) {
    const { key, locator } = entry.facts;
    const printed = `${printOf(entry).printed}${lineText(locator)}`;
    yield `  gone     ${key} ${printed} (event ${entry.eventId})`;
  }
}

/** The differences as JSON. */
export function differenceJson({ publication, added, changed, gone }: CaptureDifference) {
  return {
    publication,
    added: added.map(({ place, report: { key, printed } }) => ({ place, key, printed })),
    changed: changed.map(({ captured: { place, report }, entry, differs }) => {
      const { key, printed } = report;
      return { place, key, printed, before: printOf(entry).printed, differs };
    }),
    gone: gone.map((entry: ChainEntry) => ({
      key: entry.facts.key,
      printed: printOf(entry).printed,
      locator: entry.facts.locator,
      eventId: entry.eventId,
    })),
  };
}

function lineText({ line }: Locator): string {
  return line === undefined ? '' : `, line ${line}`;
}
