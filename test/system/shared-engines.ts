import { randomUUID } from 'node:crypto';
import { KurrentDbEventStore } from '@ledger/event-store-kurrentdb';
import {
  KurrentDbDouble,
  type KurrentDbDoubleOptions,
} from '../contracts/kurrentdb-double/index.js';
import { uniqueSchema } from '../postgres.js';
import type { Environment } from './role-process.js';

/** The log that processes of one test share: on a server, or on the double. */
export class SharedLog {
  readonly url: string;
  readonly prefix = `t${randomUUID().replaceAll('-', '')}-`;
  /** The double, whose connections can be cut; undefined on an external server. */
  readonly double: KurrentDbDouble | undefined;

  private constructor(url: string, double?: KurrentDbDouble) {
    this.url = url;
    this.double = double;
  }

  /** The server of `EVENTSTORE_URL`, or the double. */
  static async start(): Promise<SharedLog> {
    const { EVENTSTORE_URL: url = '' } = process.env;
    return url === '' ? SharedLog.startDouble() : new SharedLog(url);
  }

  static async startDouble(options: KurrentDbDoubleOptions = {}): Promise<SharedLog> {
    const double = await KurrentDbDouble.start(options);
    return new SharedLog(double.connectionString(), double);
  }

  open(): KurrentDbEventStore {
    return new KurrentDbEventStore({ connectionString: this.url, streamPrefix: this.prefix });
  }

  /** Settings of a deployment on this log and views in a schema of their own. */
  settings(databaseUrl: string, schema = uniqueSchema()): Environment {
    return {
      EVENTSTORE_URL: this.url,
      EVENTSTORE_PREFIX: this.prefix,
      DATABASE_URL: databaseUrl,
      DATABASE_SCHEMA: schema,
    };
  }

  async stop(): Promise<void> {
    await this.double?.stop();
  }
}
