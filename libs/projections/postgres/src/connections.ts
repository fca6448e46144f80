import { Socket } from 'node:net';
import { ViewsUnavailable } from '@ledger/projections-port';
import { Client, Pool, type ClientBase, type ClientConfig } from 'pg';
import { within } from '@ledger/kernel';
import { clientConfig } from './client-config.js';
import { leavesConnection, translated, unavailable } from './driver-errors.js';
import {
  ANSWER_WITHIN_MS,
  CONNECTIONS_MAX,
  SCHEMA,
  type PostgresViewsOptions,
} from './postgres-views-options.js';
import { sessionSettings, type SessionSettings } from './session-settings.js';
import { prepareSchema } from './views-schema.js';

/** Executes a COMMIT; for tests that make it fail before or after. */
export type CommitStep = (commit: () => Promise<void>) => Promise<void>;

/** A borrowed connection. */
export interface Loan {
  readonly client: ClientBase;
  /** @param isSound whether it may be used again */
  readonly giveBack: (isSound: boolean) => void;
}

const LOCK_WITHIN_MS = 20_000;
/** A live server closes at once; a dead one is not waited for. */
const ENDED_WITHIN_MS = 3_000;
/** A process that hangs in a transaction must not block the next one. */
const IDLE_IN_TRANSACTION_MS = 5_000;

/**
 * A client that may lose its connection at any moment, as early as while it is being welcomed.
 * The query under way gets the error too; without a listener it would end the process.
 */
class LosableClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/**
 * Connections to the views, opened on demand and reopened when they break.
 *
 * The schema is checked once, before anything else: a schema without views is left alone.
 */
export class Connections {
  readonly schema: string;
  readonly #config: ClientConfig;
  readonly #pool: Pool;
  readonly #apart = new Set<Client>();
  readonly #sockets = new Set<Socket>();
  #prepared: Promise<void> | undefined;
  #ended: Promise<void> | undefined;

  constructor(options: PostgresViewsOptions) {
    const { connectionsMax = CONNECTIONS_MAX, answerWithinMs = ANSWER_WITHIN_MS } = options;
    this.schema = options.schema ?? SCHEMA;
    this.#config = { ...clientConfig(options), stream: () => this.#socket() };
    this.#pool = new Pool({
      ...this.#config,
      Client: LosableClient,
      max: connectionsMax,
      query_timeout: answerWithinMs,
      // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the pool waits for it
      onConnect: (client) =>
        this.#welcome(client, {
          answerWithinMs,
          lockWithinMs: LOCK_WITHIN_MS,
          idleInTransactionMs: IDLE_IN_TRANSACTION_MS,
        }),
    });
    // A connection that breaks while idle is dropped by the pool; nobody waits for it.
    this.#pool.on('error', () => undefined);
  }

  /**
   * Borrows a connection from the pool; the caller returns it.
   *
   * @throws {ViewsShapeUnknown | ViewsUnavailable}
   */
  async borrow(): Promise<Loan> {
    return this.#guarded(async () => {
      await this.#prepare();
      return this.#lend();
    });
  }

  /**
   * Runs work with a connection of the pool.
   *
   * @throws {ViewsShapeUnknown | ViewsUnavailable}
   */
  async use<Answer>(work: (client: ClientBase) => Promise<Answer>): Promise<Answer> {
    const loan = await this.borrow();
    return this.#guarded(() => withLoan(loan, work));
  }

  /** Runs work in one transaction: all of it, or nothing. */
  async transaction<Answer>(
    work: (client: ClientBase) => Promise<Answer>,
    commit: CommitStep = execute,
  ): Promise<Answer> {
    return this.use(async (client) => {
      await client.query('BEGIN');
      try {
        const answer = await work(client);
        await commit(() => committed(client));
        return answer;
      } catch (error) {
        if (leavesConnection(error)) await client.query('ROLLBACK');
        throw error;
      }
    });
  }

  /**
   * A separate connection, for work of any length. The caller ends it.
   *
   * @throws {ViewsShapeUnknown | ViewsUnavailable}
   */
  async apart(): Promise<Client> {
    return this.#guarded(async () => {
      await this.#prepare();
      return this.#connect();
    });
  }

  /** Runs work of any length on a separate connection. */
  async useApart<Answer>(work: (client: ClientBase) => Promise<Answer>): Promise<Answer> {
    const client = await this.apart();
    try {
      return await this.#guarded(() => work(client));
    } finally {
      await client.end();
    }
  }

  /**
   * Aborts work on separate connections, lets the rest finish, and after a few seconds aborts
   * that too: a silent server cannot block the shutdown. Repeatable.
   */
  async close(): Promise<void> {
    this.#ended ??= this.#end();
    await this.#ended;
  }

  async #end(): Promise<void> {
    const ending = [...this.#apart].map((client) => client.end().catch(() => undefined));
    const ended = Promise.allSettled([...ending, this.#pool.end()]);
    await within(ENDED_WITHIN_MS, ended, () => undefined);
    for (const socket of this.#sockets) socket.destroy();
  }

  /**
   * Its own socket, because only the client would know the default one, and it waits for its
   * peer.
   */
  #socket(): Socket {
    const socket = new Socket();
    this.#sockets.add(socket);
    return socket.once('close', () => this.#sockets.delete(socket));
  }

  async #lend(): Promise<Loan> {
    const client = await this.#pool.connect();
    return { client, giveBack: (isSound) => client.release(!isSound) };
  }

  async #connect(): Promise<Client> {
    const client = new LosableClient(this.#config);
    this.#apart.add(client);
    client.once('end', () => this.#apart.delete(client));
    try {
      await client.connect();
      await this.#welcome(client, {
        answerWithinMs: 0,
        lockWithinMs: 0,
        idleInTransactionMs: 0,
      });
      // If it can, the server checks during long queries whether the client is still there.
      await client.query('SET client_connection_check_interval = 1000').catch(() => undefined);
      return client;
    } catch (error) {
      this.#apart.delete(client);
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  async #welcome(client: ClientBase, settings: Omit<SessionSettings, 'schema'>): Promise<void> {
    await client.query(sessionSettings({ ...settings, schema: this.schema }));
  }

  async #prepare(): Promise<void> {
    this.#prepared ??= this.#lend().then((loan) =>
      withLoan(loan, (client) => prepareSchema(client, this.schema)),
    );
    try {
      await this.#prepared;
    } catch (error) {
      this.#prepared = undefined;
      throw error;
    }
  }

  async #guarded<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    if (this.#ended !== undefined) throw new ViewsUnavailable('they were closed');
    try {
      return await work();
    } catch (error) {
      throw translated(error);
    }
  }
}

async function withLoan<Answer>(
  { client, giveBack }: Loan,
  work: (client: ClientBase) => Promise<Answer>,
): Promise<Answer> {
  let isSound = true;
  try {
    return await work(client);
  } catch (error) {
    isSound = leavesConnection(error);
    throw error;
  } finally {
    giveBack(isSound);
  }
}

/** COMMIT silently rolls back a transaction in which a statement has failed. */
async function committed(client: ClientBase): Promise<void> {
  const { command } = await client.query('COMMIT');
  if (command !== 'COMMIT') throw unavailable(new Error('the transaction was undone'));
}

function execute(commit: () => Promise<void>): Promise<void> {
  return commit();
}
