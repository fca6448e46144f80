import {
  force,
  kent,
  measureFacts,
  papers,
  statisticsOffice,
} from '@ledger/figures-domain/testing';
import type { Requests } from './requests.js';

export type { Method, Served } from './requests.js';

/** A ledger used over HTTP alone, however it is deployed. */
export interface ServedLedger extends Requests {
  /** Position of the last event of the log. */
  readonly head: () => Promise<number>;
  /** Where it listens, for clients that need a socket. */
  readonly address: () => Promise<string>;
  /** Resolves once the views reflect everything recorded so far. */
  readonly caughtUp: () => Promise<void>;
  /** Resolves once a checkpoint of the transparency log covers everything recorded so far. */
  readonly signed: () => Promise<void>;
  readonly close: () => Promise<void>;
}

declare global {
  /** Set by the project that runs these features against processes on servers. */
  var LEDGER_SERVED_BY: 'deployment' | undefined;
}

/** An empty ledger, of the kind that this run tests. */
export async function serveLedger(): Promise<ServedLedger> {
  if (globalThis.LEDGER_SERVED_BY === 'deployment') {
    const { serveDeployment } = await import('../deployment/deployed-ledger.js');
    return serveDeployment();
  }
  const { serveInProcess } = await import('./ledger-in-process.js');
  return serveInProcess();
}

/** A served ledger in which the domain's examples are registered. */
export async function serveExamples(): Promise<ServedLedger> {
  const ledger = await serveLedger();
  try {
    await register(ledger);
  } catch (error) {
    // Nobody else would: the caller never receives it.
    await ledger.close();
    throw error;
  }
  return ledger;
}

/** Registers the subjects of the domain's examples, over HTTP. */
export async function register({ post, caughtUp }: ServedLedger): Promise<void> {
  const answers = [
    await post('/publishers', force),
    await post('/publishers', statisticsOffice),
    await post('/areas', kent),
    await post('/measures', measureFacts()),
  ];
  for (const paper of Object.values(papers)) answers.push(await post('/publications', paper));
  const refused = answers.find(({ status }) => status !== 201);
  if (refused !== undefined) throw new Error(refused.text);
  await caughtUp();
}

/** "The September paper prints recorded crime in May 2024 as 412", as JSON. */
export function reportOf(fields: Readonly<Record<string, unknown>> = {}) {
  return {
    publication: papers.september.id,
    measure: 'recorded-crime.all',
    area: 'kent',
    period: '2024-05',
    value: '412',
    printed: '412',
    unit: 'offences',
    locator: { line: 25, table: 'All crime' },
    ...fields,
  };
}

export const KEY = 'recorded-crime.all/kent/2024-05';
