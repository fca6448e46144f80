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

/** How often the holder renews the lease, and others request it. */
const EVERY_MS = 1_000;

/** Without an answer for this long, the holder considers the lease lost. */
const ANSWER_MS_MAX = 3_000;

/** Later than the holder itself, the server gives a silent holder's lease to another. */
const SILENT_MS_MAX = 6_000;

/** What a lease is on: writing the views, or following the log to raise findings. */
export type LeasedWork = 'projector' | 'findings';

/** The name of a schema's lease among the locks of its database. */
const lockOf = (work: LeasedWork) =>
  `hashtextextended('ledger ${work} of ' || current_schema(), 0)`;

/** The session that holds the lease; its address is only shown to permitted users. */
const holderOf = (lock: string) =>
  'SELECT pid, host(client_addr) AS address, client_port AS port ' +
  'FROM pg_locks JOIN pg_stat_activity USING (pid) ' +
  "WHERE locktype = 'advisory' AND granted AND objsubid = 1 " +
  'AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) ' +
  `AND ((classid::bigint << 32) | objid::bigint) = ${lock}`;

interface HolderRow {
  readonly pid: number;
  readonly address: string | null;
  readonly port: number | null;
}

/** A session of the server, and the signal of its loss. */
interface Session {
  readonly client: Client;
  readonly signal: AbortSignal;
}

/**
 * The right to do one work on the views of one schema, at first to maintain them: a session's
 * lock.
 *
 * It is released at once with the connection of a process that dies. The server ends the session
 * of one that hangs, or is behind a broken network, because it is silent; the holder, if it is
 * alive, has by then given up because it got no answer. So another holds it within seconds. It
 * needs a direct connection to the server: with a transaction pooler it is lost.
 */
export class PostgresLease implements ProjectorLease {
  readonly #connections: Connections;
  readonly #lock: string;
  #fault: string | undefined = 'The views have not been reached yet.';

  constructor(options: PostgresViewsOptions, work: LeasedWork = 'projector') {
    this.#lock = lockOf(work);
    this.#connections = new Connections({ ...options, connectionsMax: 1 });
  }

  get fault(): string | undefined {
    return this.#fault;
  }

  async holder(): Promise<string | undefined> {
    const { rows } = await this.#connections.use((client) =>
      client.query<HolderRow>(holderOf(this.#lock)),
    );
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
            if (await isHeld(session, this.#lock)) await whileHeld(session, work);
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
      // A silent server does not answer a farewell either.
      const ended = client.end().catch(() => undefined);
      await within(EVERY_MS, ended, () => undefined);
    }
  }
}

/** The lease is then requested again; any other error ends the run. */
function isViewsOutage(error: unknown): boolean {
  return error instanceof ViewsUnavailable;
}

/** Requests the lease until it is granted; false on the signal. */
async function isHeld({ client, signal }: Session, lock: string): Promise<boolean> {
  while (!signal.aborted) {
    const [row] = await asked(client, `SELECT pg_try_advisory_lock(${lock}) AS held`);
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
