import { fileURLToPath } from 'node:url';
import { breakdownText } from '@ledger/figures-domain';
import nunjucks from 'nunjucks';
import {
  breakdownWords,
  comparedWords,
  dateWords,
  figureAddress,
  historyWords,
  locatorWords,
  moveWords,
  percentWords,
  periodWords,
  seriesAddress,
  titled,
  topicWords,
} from '../words/display-text.js';
import { isolated } from '../words/isolated.js';
import { GOVUK_FOLDER, MOJ_FOLDER, packagedAssets } from './assets.js';

const folder = fileURLToPath(new URL('../templates', import.meta.url));

/** What pages load, by the names that templates use. */
export const ASSETS = packagedAssets();

/**
 * Everything that is put into a page is escaped. Only the components' own markup, and what a block
 * of a template made of escaped text, is put in as it is.
 */
const environment = new nunjucks.Environment(
  new nunjucks.FileSystemLoader([folder, GOVUK_FOLDER, MOJ_FOLDER]),
  { autoescape: true, trimBlocks: true, lstripBlocks: true },
);

environment.addGlobal('asset', (name: string) => ASSETS.addressOf(name));
environment.addFilter('bdi', isolated);
environment.addFilter('date', dateWords);
environment.addFilter('period', periodWords);
environment.addFilter('move', moveWords);
environment.addFilter('percent', percentWords);
environment.addFilter('place', locatorWords);
environment.addFilter('breakdown', breakdownWords);
environment.addFilter('breakdownText', breakdownText);
environment.addFilter('compared', comparedWords);
environment.addFilter('history', historyWords);
environment.addFilter('titled', titled);
environment.addFilter('topic', topicWords);
environment.addFilter('figureAddress', figureAddress);
environment.addFilter('seriesAddress', seriesAddress);

ASSETS.add('ledger.js', environment.render('ledger.js.njk'));

/** The HTML of a page. */
export function render(page: string, content: object): string {
  return environment.render(`${page}.njk`, content);
}
