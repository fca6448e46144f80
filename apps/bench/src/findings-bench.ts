import { FigureIndex, findAbout, findAll } from '@ledger/findings';
import { FIGURES_OF_A_PAPER, madePaper, madeVocabulary } from './made-papers.js';
import type { Measurement } from './measuring.js';

const FIGURES = 1_000_000;
const PAPERS = Math.ceil(FIGURES / FIGURES_OF_A_PAPER);
const QUARTER = Math.floor(PAPERS / 4);
const SINGLE_FIGURES = 500;

/**
 * All rules over a million figures in a thousand papers, one paper after the other on one thread,
 * and over one more figure of a paper that is indexed.
 *
 * @throws {Error} numbers that agree were called impossible: nothing was measured
 */
export async function benchFindings(): Promise<Measurement[]> {
  const vocabulary = madeVocabulary();
  const resident: number[] = [];
  let cpuMs = 0;
  for (let number = 0; number < PAPERS; number += 1) {
    const paper = madePaper(number);
    const started = process.cpuUsage();
    const found = await findAll(paper, vocabulary);
    cpuMs += cpuSince(started);
    if (found.some(({ verdict }) => verdict === 'impossible')) {
      throw new Error(`Paper ${number} agrees, and was called impossible.`);
    }
    if (number % QUARTER === QUARTER - 1) resident.push(process.memoryUsage.rss());
  }
  const [first = 1, ...later] = resident;
  return [
    {
      name: 'all rules over 1,000,000 figures, CPU of one thread',
      value: (cpuMs / 1000) * (FIGURES / (PAPERS * FIGURES_OF_A_PAPER)),
      unit: 's',
      bound: { atMost: 60 },
    },
    {
      name: 'resident memory after them, of that after a quarter of them',
      value: Math.max(...later) / first,
      unit: 'times',
      bound: { atMost: 1.3 },
    },
    {
      name: 'all rules about one more figure of a paper of 1,024, CPU',
      value: await millisecondsOfOne(),
      unit: 'ms',
      bound: { atMost: 5 },
    },
  ];
}

async function millisecondsOfOne(): Promise<number> {
  const paper = madePaper(1);
  const index = new FigureIndex(paper, madeVocabulary());
  for (const figure of paper.slice(0, SINGLE_FIGURES)) await findAbout(index, figure);
  const started = process.cpuUsage();
  for (const figure of paper.slice(-SINGLE_FIGURES)) await findAbout(index, figure);
  return cpuSince(started) / SINGLE_FIGURES;
}

function cpuSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
