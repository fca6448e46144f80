import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKey } from '@ledger/transparency';
import { dropSchema, uniqueSchema } from '../postgres.js';
import { RoleProcess } from '../system/role-process.js';
import { SharedLog } from '../system/shared-engines.js';

/** The servers that a deployment does not start itself. */
export interface DeploymentServers {
  /** `host:port` of a Kafka broker. */
  readonly kafka: string;
  /** Address of a PostgreSQL database. */
  readonly database: string;
}

/** 2 api, 2 projector and 1 bridge on a log, views and topics of their own. */
export class Deployment {
  readonly record: SharedLog;
  readonly schema: string;
  /** Prefix of its topics' names. */
  readonly topicPrefix: string;
  readonly apis: readonly RoleProcess[];
  readonly projectors: readonly RoleProcess[];
  readonly bridge: RoleProcess;
  readonly #database: string;
  /** What its processes share on disk: the transparency log. */
  readonly #folder: string;

  private constructor(parts: {
    readonly record: SharedLog;
    readonly database: string;
    readonly names: Names;
    readonly folder: string;
    readonly processes: FiveProcesses;
  }) {
    const [oneApi, otherApi, oneProjector, otherProjector, bridge] = parts.processes;
    this.record = parts.record;
    this.schema = parts.names.schema;
    this.topicPrefix = parts.names.topicPrefix;
    this.apis = [oneApi, otherApi];
    this.projectors = [oneProjector, otherProjector];
    this.bridge = bridge;
    this.#database = parts.database;
    this.#folder = parts.folder;
  }

  /** Starts all of it; resolves once every process is ready. */
  static async start({ kafka, database }: DeploymentServers): Promise<Deployment> {
    const names = { schema: uniqueSchema(), topicPrefix: `t${randomUUID().slice(0, 8)}.` };
    const record = await SharedLog.start();
    const folder = await mkdtemp(join(tmpdir(), 'ledger-deployment-'));
    const settings = {
      ...record.settings(database, names.schema),
      KAFKA_BROKERS: kafka,
      KAFKA_PREFIX: names.topicPrefix,
      LEDGER_LOG: join(folder, 'log'),
      LEDGER_LOG_KEY: generateKey('ledger.example/log'),
      LEDGER_LOG_EVERY_MS: '100',
    };
    const start = (role: string) => RoleProcess.start(role, settings);
    const processes: FiveProcesses = await Promise.all([
      start('api'),
      start('api'),
      start('projector'),
      start('projector'),
      start('bridge'),
    ]);
    const deployment = new Deployment({ record, database, names, folder, processes });
    try {
      await Promise.all(deployment.processes.map((one) => one.ready()));
    } catch (error) {
      await deployment.forget();
      throw error;
    }
    return deployment;
  }

  get processes(): readonly RoleProcess[] {
    return [...this.apis, ...this.projectors, this.bridge];
  }

  /** Asks the running processes to stop; their exit statuses. */
  async stop(): Promise<readonly (number | null)[]> {
    const running = this.processes.filter(({ isRunning }) => isRunning);
    return Promise.all(running.map((one) => one.stop()));
  }

  /** Stops everything that still runs, and drops its views and its log. */
  async forget(): Promise<void> {
    await Promise.all(this.processes.map((one) => one.kill()));
    await this.record.stop();
    await dropSchema(this.#database, this.schema);
    await rm(this.#folder, { recursive: true, force: true });
  }
}

interface Names {
  readonly schema: string;
  readonly topicPrefix: string;
}

type FiveProcesses = readonly [RoleProcess, RoleProcess, RoleProcess, RoleProcess, RoleProcess];
