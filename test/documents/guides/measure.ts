import type { Guide } from '../guide.js';
import { append } from '../tree-copy.js';

const CHECK = 'test/features/added-measure.spec.ts';
const PUBLICATION = 'kent-pdb-2024-09';

/** Calls to a new publisher's line. */
export const measure: Guide = {
  page: 'seeds/README.md',
  heading: 'To add a measure',
  names: { 'publication-id': PUBLICATION, sheet: '51-cadets-text' },
  steps: {
    'seeds/publishers.csv': {
      missedBy: 'tests',
      edit: append('victim-line,Victim Line,charity\n'),
    },
    'seeds/measures.csv': {
      missedBy: 'tests',
      edit: append(
        'zz-victim-line.calls,Calls,calls,count,flow,neither,victim-line,,,1,,Calls taken,,,\n',
      ),
    },
    [`seeds/${PUBLICATION}/51-cadets-text.csv`]: {
      missedBy: 'tests',
      edit: append(
        'zz-victim-line.calls,kent,2024-05,value,,,12,12,calls,exact,,primary,9,,,,1126,,,,\n',
      ),
    },
  },
  check: {
    path: CHECK,
    text: `import { expect, it } from '@jest/globals';
import { readImportTarget } from '@ledger/capture';
import { exampleOrigin } from '@ledger/figures-domain/testing';
import { loadPlan } from '@ledger/intake';
import { CommandBus } from '@nestjs/cqrs';
import { serveInProcess } from './ledger-in-process.js';

it('is imported, with the figure that a paper prints of it', async () => {
  const target = await readImportTarget('seeds/${PUBLICATION}/51-cadets-text.csv');
  if (target.kind !== 'seeds') throw new Error('It is no figure sheet.');
  const { plan, problems } = target.reading;
  expect(problems).toEqual([]);
  const ledger = await serveInProcess();
  const commands = ledger.app.get(CommandBus, { strict: false });
  const { refusals } = await loadPlan(plan, { commands, origin: exampleOrigin });
  await ledger.caughtUp();

  const { status, body } = await ledger.get('/figures/zz-victim-line.calls/kent/2024-05');
  await ledger.close();
  expect(refusals).toEqual([]);
  expect(status).toBe(200);
  expect(body.valueInForce.value).toBe('12');
});
`,
  },
  tests: { projects: ['features'], files: [CHECK] },
};
