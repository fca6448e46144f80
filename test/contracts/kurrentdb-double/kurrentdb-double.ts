import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ServerCredentials } from '@grpc/grpc-js';
import {
  TRAITS_DEFAULT,
  type AppendFault,
  type ReadFault,
  type ServerTraits,
} from './faults.js';
import { ServerNode } from './server-node.js';
import { TransactionLog } from './transaction-log.js';

/**
 * A certificate for 127.0.0.1 and its key, which are useless elsewhere, and the authority that
 * the client is configured to trust.
 */
const TLS = {
  certificate: new URL('tls/node.crt', import.meta.url),
  key: new URL('tls/node.key', import.meta.url),
  authority: new URL('tls/ca.crt', import.meta.url),
};

export interface KurrentDbDoubleOptions {
  /** 1 by default: then the client talks to it without looking for the leader. */
  readonly nodes?: number;
  readonly traits?: Partial<ServerTraits>;
  /** False by default. */
  readonly isEncrypted?: boolean;
}

/**
 * A server that speaks the wire protocol of KurrentDB, for tests, and fails on demand.
 *
 * Its behaviour follows the server's documentation and source; where they promise nothing, it
 * behaves in the least convenient way.
 */
export class KurrentDbDouble {
  readonly log = new TransactionLog();
  readonly nodes: readonly ServerNode[];
  readonly traits: ServerTraits;
  readonly isEncrypted: boolean;
  /** The outcome of every append, until it is reset. */
  standingAppendFault: AppendFault | undefined;
  /** Each append takes the first one. */
  readonly appendFaults: AppendFault[] = [];
  /** Each read that is not a subscription takes the first one. */
  readonly readFaults: ReadFault[] = [];
  /** How long an append takes at least. */
  latencyMs = 0;
  /** True while nobody may read. */
  deniesReads = false;
  #leader: ServerNode | undefined;

  private constructor({ nodes = 1, traits = {}, isEncrypted = false }: KurrentDbDoubleOptions) {
    this.traits = { ...TRAITS_DEFAULT, ...traits };
    this.isEncrypted = isEncrypted;
    this.nodes = Array.from({ length: nodes }, () => new ServerNode(this));
    this.#leader = this.nodes[0];
  }

  static async start(options: KurrentDbDoubleOptions = {}): Promise<KurrentDbDouble> {
    const server = new KurrentDbDouble(options);
    await Promise.all(server.nodes.map((node) => node.start()));
    return server;
  }

  get leader(): ServerNode | undefined {
    return this.#leader;
  }

  /** The credentials that its nodes present. */
  credentials(): ServerCredentials {
    if (!this.isEncrypted) return ServerCredentials.createInsecure();
    const shown = {
      cert_chain: readFileSync(TLS.certificate),
      private_key: readFileSync(TLS.key),
    };
    return ServerCredentials.createSsl(null, [shown]);
  }

  /** Where a client finds it; with more than one address it looks for the leader. */
  connectionString(parameters: Readonly<Record<string, string>> = {}): string {
    const [user] = this.traits.users;
    const login =
      user === undefined ? '' : `${user.name}:${encodeURIComponent(user.password)}@`;
    const hosts = this.nodes.map((node) => `${node.host}:${node.port}`).join(',');
    const tls = this.isEncrypted
      ? { tls: 'true', tlsCAFile: encodeURIComponent(fileURLToPath(TLS.authority)) }
      : { tls: 'false' };
    const query = Object.entries({ ...tls, ...parameters }).map((pair) => pair.join('='));
    return `kurrentdb://${login}${hosts}?${query.join('&')}`;
  }

  /** Makes another node the leader, or none; the old one drops calls that require a leader. */
  elect(leader: ServerNode | undefined): void {
    this.#leader = leader;
  }

  async stop(): Promise<void> {
    this.log.release();
    await Promise.all(this.nodes.map((node) => node.dispose()));
  }
}
