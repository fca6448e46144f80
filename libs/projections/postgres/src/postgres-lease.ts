import { ViewsUnavailable, type ProjectorLease } from '@ledger/projections-port';
import type { Client } from 'pg';
import {
  doublingBackOff,
  messageOf,
  pause,
  retryUntilAborted,
  runTogether,
  within,
} from '@ledger/kernel';
import { Connections } from './connections.js';
import { translated } from './driver-errors.js';
import type { PostgresViewsOptions } from './postgres-views-options.js';

/** How often whoever has the lease says so, and whoever has not asks for it. */
const EVERY_MS = 1_000;

/** Whoever hears nothing for so long takes the lease for lost. */
const ANSWER_MS_MAX = 3_000;

/** Later than the holder itself, the server gives the lease of a silent one to another. */
const SILENT_MS_MAX = 6_000;

/** What the lease of a schema is called among the locks of its database. */
const LOCK = `hashtextextended('ledger projector of ' || current_schema(), 0)`;

/** The session that has the lease; its address is shown to whoever may see it. */
const HOLDER =
  'SELECT pid, host(client_addr) AS address, client_port AS port ' +
  'FROM pg_locks JOIN pg_stat_activity USING (pid) ' +
  "WHERE locktype = 'advisory' AND granted AND objsubid = 1 " +
  'AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) ' +
  `AND ((classid::bigint << 32) | objid::bigint) = ${LOCK}`;

interface HolderRow {
  readonly pid: number;
  readonly address: string | null;
  readonly port: number | null;
}

/** A session of the server, and what was lost with it. */
interface Session {
  readonly client: Client;
  readonly signal: AbortSignal;
}

/**
 * The right to keep the views of one schema: a lock of a session.
 *
 * It goes at once with the connection of a process that dies. Of one that stands still, or is
 * behind a broken wire, the server ends the session because it says nothing; the holder, if it is
 * alive, has by then given up because nobody answers. So another has it within seconds. It needs
 * a connection to the server itself: a pooler that lends sessions by the transaction loses it.
 */
export class PostgresLease implements ProjectorLease {
  readonly #connections: Connections;
  #fault: string | undefined = 'The views have not been reached yet.';

  constructor(options: PostgresViewsOptions) {
    this.#connections = new Connections({ ...options, connectionsMax: 1 });
  }

  get fault(): string | undefined {
    return this.#fault;
  }

  async holder(): Promise<string | undefined> {
    const { rows } = await this.#connections.use((client) => client.query<HolderRow>(HOLDER));
    const [row] = rows;
    if (row === undefined) return undefined;
    const { pid, address, port } = row;
    const process = address === null ? 'a process' : `the process at ${address}:${port}`;
    return `${process} (session ${pid} of PostgreSQL)`;
  }

  async run(signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    try {
      const onOutage = (error: unknown): void => void (this.#fault = messageOf(error));
      const retry = { signal, backOff: doublingBackOff, isOutage: isViewsOutage, onOutage };
      await retryUntilAborted(retry, async (progressed) => {
        while (!signal.aborted) {
          await this.#inSession(signal, async (session) => {
            progressed();
            if (await isHeld(session)) await whileHeld(session, work);
          });
        }
      });
    } finally {
      await this.#connections.close();
    }
  }

  async #inSession(
    signal: AbortSignal,
    work: (session: Session) => Promise<void>,
  ): Promise<void> {
    const client = await this.#connections.apart();
    try {
      await asked(client, `SET idle_session_timeout = ${SILENT_MS_MAX}`);
      this.#fault = undefined;
      await work({ client, signal });
    } finally {
      // Whoever cannot be heard cannot say goodbye either.
      const ended = client.end().catch(() => undefined);
      await within(EVERY_MS, ended, () => undefined);
    }
  }
}

/** The lease is asked for again then; whatever else is thrown ends the run. */
function isViewsOutage(error: unknown): boolean {
  return error instanceof ViewsUnavailable;
}

/** Asks for the lease until it is had; false on the signal. */
async function isHeld({ client, signal }: Session): Promise<boolean> {
  while (!signal.aborted) {
    const [row] = await asked(client, `SELECT pg_try_advisory_lock(${LOCK}) AS held`);
    if (row?.['held'] === true) return true;
    await pause(EVERY_MS, signal);
  }
  return false;
}

/** Works for as long as the session answers. */
async function whileHeld(
  { client, signal }: Session,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  await runTogether(signal, [work, (either) => renew({ client, signal: either })]);
}

async function renew({ client, signal }: Session): Promise<void> {
  while (!signal.aborted) {
    await asked(client, 'SELECT 1');
    await pause(EVERY_MS, signal);
  }
}

/** @throws {ViewsUnavailable} there was no answer in time */
async function asked(
  client: Client,
  text: string,
): Promise<readonly Record<string, unknown>[]> {
  const late = (): never => {
    throw new ViewsUnavailable(`they have not answered for ${ANSWER_MS_MAX} ms`);
  };
  try {
    const query = () => client.query<Record<string, unknown>>(text);
    const { rows } = await within(ANSWER_MS_MAX, query, late);
    return rows;
  } catch (error) {
    throw translated(error);
  }
}
