import {
  TRAITS_DEFAULT,
  type AppendFault,
  type ReadFault,
  type ServerTraits,
} from './faults.js';
import { ServerNode } from './server-node.js';
import { TransactionLog } from './transaction-log.js';

/** A certificate and its key in PEM, and the file the client is told to trust. */
export interface ServerTls {
  readonly certificate: string;
  readonly key: string;
  readonly authorityFile: string;
}

export interface KurrentDbDoubleOptions {
  /** 1 by default: then the client talks to it without asking who leads. */
  readonly nodes?: number;
  readonly traits?: Partial<ServerTraits>;
  /** Encrypted if given. */
  readonly tls?: ServerTls;
}

/**
 * A server that speaks the wire protocol of KurrentDB, for tests, and fails as it is told.
 *
 * What it does was taken from the server's documentation and source; where they promise nothing,
 * it takes the least convenient way.
 */
export class KurrentDbDouble {
  readonly log = new TransactionLog();
  readonly nodes: readonly ServerNode[];
  readonly traits: ServerTraits;
  readonly tls: ServerTls | undefined;
  /** What every append meets, until it is taken away. */
  standingAppendFault: AppendFault | undefined;
  /** Each append takes the first of them off. */
  readonly appendFaults: AppendFault[] = [];
  /** Each read that is not a subscription takes the first of them off. */
  readonly readFaults: ReadFault[] = [];
  /** How long an append takes at least. */
  latencyMs = 0;
  /** True while nobody may read. */
  deniesReads = false;
  #leader: ServerNode | undefined;

  private constructor({ nodes = 1, traits = {}, tls }: KurrentDbDoubleOptions) {
    this.traits = { ...TRAITS_DEFAULT, ...traits };
    this.tls = tls;
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

  /** Where a client finds it; more than one address makes it ask who leads. */
  connectionString(parameters: Readonly<Record<string, string>> = {}): string {
    const [user] = this.traits.users;
    const login =
      user === undefined ? '' : `${user.name}:${encodeURIComponent(user.password)}@`;
    const hosts = this.nodes.map((node) => `${node.host}:${node.port}`).join(',');
    const tls: Record<string, string> =
      this.tls === undefined
        ? { tls: 'false' }
        : { tls: 'true', tlsCAFile: encodeURIComponent(this.tls.authorityFile) };
    const query = Object.entries({ ...tls, ...parameters }).map((pair) => pair.join('='));
    return `kurrentdb://${login}${hosts}?${query.join('&')}`;
  }

  /** Another node leads from now on, or none; the old one lets go of what asked for a leader. */
  elect(leader: ServerNode | undefined): void {
    this.#leader = leader;
  }

  async stop(): Promise<void> {
    this.log.release();
    await Promise.all(this.nodes.map((node) => node.dispose()));
  }
}
