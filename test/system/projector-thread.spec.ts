import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Logger } from '@nestjs/common';
import { ProjectorThread } from '@ledger/deployment';

let folder: string;
let thread: ProjectorThread;

beforeEach(() => {
  Logger.overrideLogger(false);
  folder = mkdtempSync(join(tmpdir(), 'projector-thread-'));
});

afterEach(async () => {
  await thread.stop();
  rmSync(folder, { recursive: true });
});

/** Starts a thread on a program that receives the number of earlier starts. */
function start(program: string): { readonly moves: () => number } {
  const file = join(folder, 'program.mjs');
  const starts = JSON.stringify(join(folder, 'starts'));
  writeFileSync(
    file,
    `import { appendFileSync, readFileSync } from 'node:fs';
    import { parentPort } from 'node:worker_threads';
    appendFileSync(${starts}, 'x');
    const start = readFileSync(${starts}, 'utf8').length;
    ${program}`,
  );
  thread = new ProjectorThread({ eventsFile: '', viewsFile: '' }, pathToFileURL(file));
  let moves = 0;
  thread.start(() => (moves += 1));
  return { moves: () => moves };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5);
}

describe('The thread of the projector', () => {
  it('that crashes reports why, is started again, and is healthy once it reports', async () => {
    const { moves } = start(`
      if (start < 3) throw new Error('out of luck');
      parentPort.on('message', () => parentPort.close());
      parentPort.postMessage({ standing: [] });
    `);
    expect(thread.fault).toBe('The projector has not reported yet.');
    await until(() => thread.fault?.includes('out of luck') ?? false);
    expect(thread.fault).toMatch(
      /^The projector crashed and is started again: Error: out of luck/,
    );
    await until(() => thread.fault === undefined);
    expect(moves()).toBe(1);
    expect(readFileSync(join(folder, 'starts'), 'utf8')).toHaveLength(3);
  });

  it('that ends by itself is started again too', async () => {
    start('process.exit(7);');
    await until(() => thread.fault?.includes('it ended with code 7') ?? false);
  });

  it('finishes its current work when it is asked to stop', async () => {
    const { moves } = start(`
      parentPort.on('message', () => setTimeout(() => {
        parentPort.postMessage({ standing: [] });
        parentPort.close();
      }, 50));
      parentPort.postMessage({ standing: [] });
    `);
    await until(() => moves() === 1);
    await thread.stop();
    expect(moves()).toBe(2);
    expect(readFileSync(join(folder, 'starts'), 'utf8')).toHaveLength(1);
  });
});
