import type {
  AreaFacts,
  DimensionFacts,
  FigurePrinted,
  LedgerEvent,
  MeasureFacts,
  PublicationFacts,
} from '@ledger/figures-domain';
import { printedValue } from '@ledger/figures-domain';
import type { Decimal, EventRecord } from '@ledger/kernel';
import type { PrintedFigure, Vocabulary } from './printed-figure.js';

/**
 * Every printed figure, and the registries that describe it, folded from the ledger's events in
 * the order of the log: with mistakes of our own capture corrected, and without what was
 * retracted, withdrawn, or printed without a number.
 */
export class KnownFigures {
  private readonly printed = new Map<string, PrintedFigure>();
  private readonly byPublication = new Map<string, Set<string>>();
  private readonly whereabouts = new Map<string, string>();
  private readonly measures = new Map<string, MeasureFacts>();
  private readonly areas = new Map<string, AreaFacts>();
  private readonly dimensions = new Map<string, DimensionFacts>();
  private readonly publications = new Map<string, PublicationFacts>();

  /** Applies the next event of the log. */
  take(record: EventRecord): void {
    const event = { type: record.type, data: record.data } as LedgerEvent;
    switch (event.type) {
      case 'MeasureDefined':
        this.measures.set(event.data.code, event.data);
        return;
      case 'AreaRegistered':
      case 'AreaCorrected':
        this.areas.set(event.data.id, event.data);
        return;
      case 'DimensionRegistered':
        this.dimensions.set(event.data.id, event.data);
        return;
      case 'MembersRegistered':
        this.addMembers(event.data);
        return;
      case 'PublicationRegistered':
        this.publications.set(event.data.id, event.data);
        return;
      default:
        this.takeFigure(record.id, event);
    }
  }

  /** What is known now, in recorded order. */
  get figures(): readonly PrintedFigure[] {
    return [...this.printed.values()];
  }

  /** The publications with printed figures, in recorded order. */
  get publishedIds(): Iterable<string> {
    return this.byPublication.keys();
  }

  /** What one publication prints. */
  of(publication: string): readonly PrintedFigure[] {
    const events = this.byPublication.get(publication) ?? [];
    return [...events].flatMap((event) => this.printed.get(event) ?? []);
  }

  /** The publication of an event's printed figure, retracted or not. */
  publicationOf(event: string): string | undefined {
    return this.whereabouts.get(event);
  }

  get vocabulary(): Vocabulary {
    const { measures, areas, dimensions, publications } = this;
    return { measures, areas, dimensions, publications };
  }

  private takeFigure(id: string, event: LedgerEvent): void {
    switch (event.type) {
      case 'FigureRecorded':
      case 'FigureConfirmed':
      case 'FigureRevised':
      case 'FigureRestated':
      case 'FigureFinalised':
      case 'FigureContradicted':
        return this.add(id, event);
      case 'TranscriptionCorrected': {
        const { corrects } = event.data;
        const figure = this.printed.get(corrects);
        const print = printedValue(event.data);
        if (figure === undefined) return;
        if (hasNumber(print)) this.printed.set(corrects, { ...figure, print });
        else this.printed.delete(corrects);
        return;
      }
      case 'AppearanceRetracted':
        this.printed.delete(event.data.retracts);
        return;
    }
  }

  private add(id: string, { data }: FigurePrinted): void {
    const print = printedValue(data);
    this.place(id, data.publication);
    if (!hasNumber(print)) return;
    const { key, figure, publication, published, locator, role, change } = data;
    this.printed.set(id, {
      ...{ event: id, key, figure, publication, published, role, locator, print },
      ...(change === undefined ? {} : { change }),
    });
  }

  private place(id: string, publication: string): void {
    this.whereabouts.set(id, publication);
    const events = this.byPublication.get(publication);
    if (events === undefined) this.byPublication.set(publication, new Set([id]));
    else events.add(id);
  }

  private addMembers({ id, members }: Pick<DimensionFacts, 'id' | 'members'>): void {
    const known = this.dimensions.get(id);
    if (known === undefined) return;
    this.dimensions.set(id, { ...known, members: [...known.members, ...members] });
  }
}

function hasNumber(
  print: ReturnType<typeof printedValue>,
): print is PrintedFigure['print'] & { readonly value: Decimal } {
  return print.value !== null;
}
