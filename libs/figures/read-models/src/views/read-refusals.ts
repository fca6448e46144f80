import { MARKERS } from '@ledger/figures-domain';
import { LedgerError } from '@ledger/kernel';

/** No publication that may be seen has ever printed this figure. */
export class UnknownFigure extends LedgerError {
  readonly code = 'unknown-figure';
  readonly kind = 'refusal';

  constructor(readonly key: string) {
    super(`No publication has printed the figure "${key}".`);
  }
}

/** The views did not reach a position in time: they are behind the log. */
export class ViewsBehind extends LedgerError {
  readonly code = 'views-behind';
  readonly kind = 'transient';

  constructor(
    readonly position: number,
    readonly reached: number,
    readonly timeoutMs: number,
  ) {
    super(
      `The views reflect position ${reached} and did not reach ${position} within ` +
        `${timeoutMs} ms: ask again later.`,
    );
  }
}

/** Views of this version are not there yet: they are being built. */
export class ViewsNotBuilt extends LedgerError {
  readonly code = 'views-not-built';
  readonly kind = 'transient';

  constructor(readonly projection: string) {
    super(`The views (${projection}) are still being built from the log: ask again later.`);
  }
}

/** A cursor that does not come from an answer to this query. */
export class MalformedCursor extends LedgerError {
  readonly code = 'malformed-cursor';
  readonly kind = 'refusal';

  constructor(readonly text: string) {
    super(
      `"${text.slice(0, 60)}" is no cursor: take the one of the page before, or none for the ` +
        'first page.',
    );
  }
}

/** A page size that is out of bounds. */
export class PageLimitOutOfBounds extends LedgerError {
  readonly code = 'page-limit-out-of-bounds';
  readonly kind = 'refusal';

  constructor(
    readonly limit: number,
    readonly limitMax: number,
  ) {
    super(`A page has 1 to ${limitMax} items, not ${limit}.`);
  }
}

/** A search without anything to search for. */
export class SearchWithoutWords extends LedgerError {
  readonly code = 'search-without-words';
  readonly kind = 'refusal';

  constructor(readonly text: string) {
    super(`"${text.slice(0, 60)}" holds neither a word nor a number to search for.`);
  }
}

/** An unknown marker. */
export class UnknownMarker extends LedgerError {
  readonly code = 'unknown-marker';
  readonly kind = 'refusal';

  constructor(readonly marker: string) {
    super(
      `"${marker.slice(0, 60)}" is no marker: they are ${Object.keys(MARKERS).join(', ')}.`,
    );
  }
}

/** Nobody may see the publication until it is released. */
export class PublicationUnderEmbargo extends LedgerError {
  readonly code = 'publication-under-embargo';
  readonly kind = 'refusal';

  constructor(readonly publication: string) {
    super(`Publication ${publication} is under embargo: it is shown once it is released.`);
  }
}

/** More figures than one series can be answered with. */
export class SeriesTooWide extends LedgerError {
  readonly code = 'series-too-wide';
  readonly kind = 'refusal';

  constructor(
    readonly measure: string,
    readonly figuresMax: number,
  ) {
    super(
      `${measure} has more than ${figuresMax} figures here: name an area, a statistic or a ` +
        'breakdown.',
    );
  }
}

/** The transparency log does not prove everything yet that the figure's evidence needs. */
export class EvidenceNotReady extends LedgerError {
  readonly code = 'evidence-not-ready';
  readonly kind = 'transient';

  constructor(readonly key: string) {
    super(
      `The evidence of ${key.slice(0, 200)} cannot be given yet: the last checkpoint does not ` +
        'cover all that it rests on. Ask again later.',
    );
  }
}

/** A publication that prints more figures than one answer recomputes. */
export class TooManyFiguresToCheck extends LedgerError {
  readonly code = 'too-many-figures-to-check';
  readonly kind = 'refusal';

  constructor(
    readonly publication: string,
    readonly figuresMax: number,
  ) {
    super(
      `${publication} prints, or is compared with, more than ${figuresMax} figures: its checks ` +
        'are not made here.',
    );
  }
}

/** A rule that does not exist. */
export class UnknownRule extends LedgerError {
  readonly code = 'unknown-rule';
  readonly kind = 'refusal';

  constructor(
    readonly rule: string,
    readonly rules: readonly string[],
  ) {
    super(`"${rule.slice(0, 60)}" is no rule: they are ${rules.join(', ')}.`);
  }
}
