import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import {
  breakdownText,
  breakdownWords,
  comparedWords,
  dateWords,
  figureAddress,
  historyWords,
  locatorWords,
  moveWords,
  periodWords,
  seriesAddress,
  titled,
  topicWords,
} from './display-text.js';

const folder = fileURLToPath(new URL('./templates', import.meta.url));

/** Everything that is put into a page is escaped, unless a template says otherwise; none does. */
const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folder), {
  autoescape: true,
  trimBlocks: true,
  lstripBlocks: true,
});

environment.addFilter('date', dateWords);
environment.addFilter('period', periodWords);
environment.addFilter('move', moveWords);
environment.addFilter('place', locatorWords);
environment.addFilter('breakdown', breakdownWords);
environment.addFilter('breakdownText', breakdownText);
environment.addFilter('compared', comparedWords);
environment.addFilter('history', historyWords);
environment.addFilter('titled', titled);
environment.addFilter('topic', topicWords);
environment.addFilter('figureAddress', figureAddress);
environment.addFilter('seriesAddress', seriesAddress);

/** The HTML of a page. */
export function render(page: string, content: object): string {
  return environment.render(`${page}.njk`, content);
}
