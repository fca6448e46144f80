import { once } from 'node:events';
import {
  createServer,
  connect,
  type AddressInfo,
  type Server as NetServer,
  type Socket,
} from 'node:net';
import { Server } from '@grpc/grpc-js';
import { AppendDesk } from './append-desk.js';
import { discoveryServices } from './discovery-services.js';
import type { KurrentDbDouble } from './kurrentdb-double.js';
import { streamsGrpc, streamsV2Grpc } from './protocol.js';
import { ReadDesk } from './read-desk.js';
import { streamsService } from './streams-service.js';
import { streamsServiceV2 } from './streams-service-v2.js';

const HOST = '127.0.0.1';

/**
 * One node: a gRPC server behind a proxy.
 *
 * All connections pass through the proxy, so the network can fail here without the server's
 * consent: cut in the middle of a call, shut, or silent.
 */
export class ServerNode {
  readonly server: KurrentDbDouble;
  readonly id = crypto.randomUUID();
  readonly reads: ReadDesk;
  readonly #grpc = new Server({
    'grpc.max_receive_message_length': 64 * 1024 * 1024,
    'grpc.max_send_message_length': -1,
  });
  readonly #sockets = new Set<Socket>();
  #door: NetServer | undefined;
  #port = 0;
  #innerPort = 0;
  #isFrozen = false;

  constructor(server: KurrentDbDouble) {
    this.server = server;
    const appends = new AppendDesk(this);
    this.reads = new ReadDesk(this);
    this.#grpc.addService(streamsGrpc.StreamsService, streamsService(this, appends));
    this.#grpc.addService(streamsV2Grpc.StreamsServiceService, streamsServiceV2(this, appends));
    for (const [definition, service] of discoveryServices(this)) {
      this.#grpc.addService(definition, service);
    }
  }

  get host(): string {
    return HOST;
  }

  get port(): number {
    return this.#port;
  }

  get isUp(): boolean {
    return this.#door !== undefined;
  }

  get isLeader(): boolean {
    return this.server.leader === this;
  }

  /** Accepts calls, at the same port as before. */
  async start(): Promise<void> {
    if (this.#innerPort === 0) this.#innerPort = await this.#bind();
    const door = createServer((outer) => this.#admit(outer));
    door.listen(this.#port, HOST);
    await once(door, 'listening');
    this.#port = (door.address() as AddressInfo).port;
    this.#door = door;
  }

  /** A crash as seen from outside: every connection breaks and no new one is accepted. */
  async stop(): Promise<void> {
    const door = this.#door;
    this.#door = undefined;
    if (door === undefined) return;
    const closed = once(door, 'close');
    door.close();
    this.cut();
    await closed;
  }

  /** Ends everything, including the server behind the proxy. */
  async dispose(): Promise<void> {
    await this.stop();
    this.#grpc.forceShutdown();
  }

  /** Breaks every connection; new ones are accepted. */
  cut(): void {
    for (const socket of this.#sockets) breakOff(socket);
    this.#sockets.clear();
  }

  /** Stops or resumes forwarding in both directions, and keeps every connection. */
  freeze(isFrozen = true): void {
    this.#isFrozen = isFrozen;
    for (const socket of this.#sockets) {
      if (isFrozen) socket.pause();
      else socket.resume();
    }
  }

  #admit(outer: Socket): void {
    const inner = connect(this.#innerPort, HOST);
    for (const [from, to] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      this.#sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (bytes) => {
        if (!to.write(bytes)) from.pause();
      });
      to.on('drain', () => {
        if (!this.#isFrozen) from.resume();
      });
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      if (this.#isFrozen) from.pause();
    }
  }

  #bind(): Promise<number> {
    const credentials = this.server.credentials();
    return new Promise((resolve, reject) => {
      this.#grpc.bindAsync(`${HOST}:0`, credentials, (error, port) => {
        if (error === null) resolve(port);
        else reject(error);
      });
    });
  }
}

/**
 * Node cannot reset a socket that is just being ended: it then never releases it, and the
 * process spins forever when it ends.
 */
function breakOff(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}
