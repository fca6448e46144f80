import { randomUUID } from 'node:crypto';
import { KurrentDbEventStore } from '@ledger/event-store-kurrentdb';
import {
  KurrentDbDouble,
  type KurrentDbDoubleOptions,
} from '../contracts/kurrentdb-double/index.js';
import { uniqueSchema } from '../postgres.js';
import type { Environment } from './role-process.js';

/** The record that processes of one test share: a server's, or the double's. */
export class SharedRecord {
  readonly url: string;
  readonly prefix = `t${randomUUID().replaceAll('-', '')}-`;
  /** The door to shut; none where the server is somebody else's. */
  readonly double: KurrentDbDouble | undefined;

  private constructor(url: string, double?: KurrentDbDouble) {
    this.url = url;
    this.double = double;
  }

  /** The server of `EVENTSTORE_URL`, or the double. */
  static async start(): Promise<SharedRecord> {
    const { EVENTSTORE_URL: url = '' } = process.env;
    return url === '' ? SharedRecord.startDouble() : new SharedRecord(url);
  }

  static async startDouble(options: KurrentDbDoubleOptions = {}): Promise<SharedRecord> {
    const double = await KurrentDbDouble.start(options);
    return new SharedRecord(double.connectionString(), double);
  }

  open(): KurrentDbEventStore {
    return new KurrentDbEventStore({ connectionString: this.url, streamPrefix: this.prefix });
  }

  /** Settings of a deployment on this record and views in a schema of their own. */
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
