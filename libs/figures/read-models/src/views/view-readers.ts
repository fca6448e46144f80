import { PublicationChecks } from './publication-checks.js';
import { ViewedContents } from './viewed-contents.js';
import { ViewReader, type ViewReaderOptions } from './view-reader.js';
import { ViewedReviews } from './viewed-reviews.js';
import { Views } from './views.js';

/** The view readers of a process: one of each, so that their caches are shared. */
export interface ViewReaders {
  readonly reader: ViewReader;
  readonly views: Views;
  readonly checks: PublicationChecks;
  readonly contents: ViewedContents;
  readonly reviews: ViewedReviews;
}

/** The readers of a process; to be made once, because each holds caches of its own. */
export function viewReadersOf(
  options: ViewReaderOptions & {
    /** How long a seal waits for the views. */
    readonly sealWaitMsMax?: number | undefined;
  },
): ViewReaders {
  const reader = new ViewReader(options);
  const views = new Views(reader);
  const checks = new PublicationChecks(reader);
  const contents = new ViewedContents(reader, views, options.sealWaitMsMax);
  return { reader, views, checks, contents, reviews: new ViewedReviews(checks, views) };
}
