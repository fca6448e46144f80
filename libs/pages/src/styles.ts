import { readFileSync } from 'node:fs';

/** The one style sheet of all pages. */
export const STYLES = readFileSync(new URL('./templates/ledger.css', import.meta.url), 'utf8');
