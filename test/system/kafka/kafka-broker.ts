import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
// Node runs this file uncompiled, and only finds existing files.
import { SecuredListener } from './secured-listener.ts';

const command = promisify(execFile);

/** Where the jars are listed, and cached once downloaded. */
const HERE = join(import.meta.dirname, '..', '..', '..', 'infra', 'kafka');
const JARS = join(HERE, '.jars');
const IMAGE = 'apache/kafka:3.9.1';
/** Programs this short end before the second compiler's work pays: it doubles their CPU time. */
const JVM = ['-Xmx512m', '-XX:TieredStopAtLevel=1'];
/** Less than the records of any compressed batch of the tests. */
const DAMAGED_BYTES = 60;
const READY_WITHIN_MS = 60_000;
const CLUSTER_ID = 'bGVkZ2VyLWthZmthLTAwMQ';

/**
 * A real Kafka broker on this machine: one node that is its own controller (KRaft), on free
 * ports, with its data in a temporary folder. It has a plain listener and a secured one.
 */
export class KafkaBroker {
  readonly #runtime: KafkaRuntime;
  readonly #folder: string;
  readonly #port: number;
  /** Its other listener, with TLS and authentication. */
  readonly secured: SecuredListener;
  #program: KafkaProgram | undefined;
  readonly #killAtExit = (): void => void this.#program?.kill();

  private constructor(runtime: KafkaRuntime, port: number, secured: SecuredListener) {
    this.#runtime = runtime;
    this.#folder = secured.folder;
    this.#port = port;
    this.secured = secured;
    process.once('exit', this.#killAtExit);
  }

  /**
   * Starts a broker without topics; resolves once it answers.
   *
   * @throws {NoKafkaRuntime} this machine cannot run one
   */
  static async start(): Promise<KafkaBroker> {
    const broker = await KafkaBroker.prepare();
    await broker.restart();
    return broker;
  }

  /** A broker that is not running yet: {@link restart} starts it. */
  static async prepare(): Promise<KafkaBroker> {
    const runtime = await findKafkaRuntime();
    const folder = await mkdtemp(join(tmpdir(), 'ledger-kafka-'));
    const [port, controllerPort, securedPort] = await freePorts();
    const settings = join(folder, 'server.properties');
    const secured = new SecuredListener(folder, securedPort);
    await writeFile(settings, settingsOf(secured, port, controllerPort));
    const run = (mainClass: string, args: readonly string[]) =>
      ended(runtime.run(mainClass, args, folder));
    await secured.makeCertificate(run);
    const format = ['format', '-t', CLUSTER_ID, '-c', settings, ...secured.formatArgs];
    await run('kafka.tools.StorageTool', format);
    return new KafkaBroker(runtime, port, secured);
  }

  /** `host:port`, the same across restarts. */
  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** Starts it on its data; resolves once it answers. */
  async restart(): Promise<void> {
    const settings = join(this.#folder, 'server.properties');
    this.#program = this.#runtime.run('kafka.Kafka', [settings], this.#folder);
    const { child } = this.#program;
    // Unread output would fill the pipe and stop it.
    child.stderr?.resume();
    const until = Date.now() + READY_WITHIN_MS;
    while (!(await answers(this.#port))) {
      if (child.exitCode !== null) throw new Error(`The broker ended with ${child.exitCode}.`);
      if (Date.now() > until) throw new Error(`No broker within ${READY_WITHIN_MS} ms.`);
      await sleep(100);
    }
  }

  /** Sends lines, in one batch, with the Java console producer and one of its codecs. */
  async produceWithJava(topic: string, codec: string, lines: readonly string[]): Promise<void> {
    const to = ['--bootstrap-server', this.address, '--topic', topic];
    const how = [
      '--compression-codec',
      codec,
      '--timeout',
      '500',
      '--request-required-acks',
      '1',
    ];
    const program = this.#runtime.run(
      'kafka.tools.ConsoleProducer',
      [...to, ...how],
      this.#folder,
    );
    program.child.stdin?.end(`${lines.join('\n')}\n`);
    await ended(program);
  }

  /**
   * Damages the last stored bytes of a partition, as a failing disk would; it still serves them.
   */
  async damageEnd(topic: string, partition: number): Promise<void> {
    const segment = `${'0'.repeat(20)}.log`;
    const path = join(this.#folder, 'data', `${topic}-${partition}`, segment);
    const file = await open(path, 'r+');
    try {
      const { size } = await file.stat();
      await file.write(
        Buffer.alloc(DAMAGED_BYTES, 0xff),
        0,
        DAMAGED_BYTES,
        size - DAMAGED_BYTES,
      );
    } finally {
      await file.close();
    }
  }

  /** Ends it as a power cut would (`kill -9`); its data are kept. */
  async kill(): Promise<void> {
    await this.#end((program) => program.kill());
  }

  /** Ends it and deletes its data. */
  async stop(): Promise<void> {
    // Its data are deleted, so it need not shut down cleanly.
    await this.kill();
    process.off('exit', this.#killAtExit);
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #end(how: (program: KafkaProgram) => Promise<void>): Promise<void> {
    const program = this.#program;
    if (program === undefined) return;
    this.#program = undefined;
    const { child } = program;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    await how(program);
    await exit;
  }
}

/** A running Java program of Kafka's. */
interface KafkaProgram {
  readonly child: ChildProcess;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** A way to run Kafka's Java programs on this machine. */
interface KafkaRuntime {
  /** @param folder the only folder it reads and writes */
  run(mainClass: string, args: readonly string[], folder: string): KafkaProgram;
}

/** Neither Java nor Docker can run a broker. */
class NoKafkaRuntime extends Error {
  constructor() {
    super(
      'A Kafka broker needs Java 17 and Maven (Debian: apt-get install openjdk-17-jre-headless ' +
        'maven) or a running Docker; this machine has neither.',
    );
    this.name = 'NoKafkaRuntime';
  }
}

/** Why this machine cannot run a broker; undefined if it can. */
export async function whyNoKafka(): Promise<string | undefined> {
  return findKafkaRuntime().then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
}

/**
 * Java with the broker's jars, which Maven downloads the first time; else Docker with its image.
 *
 * @throws {NoKafkaRuntime}
 */
async function findKafkaRuntime(): Promise<KafkaRuntime> {
  if ((await works('java', ['-version'])) && (await haveJars())) return JAVA;
  if (await works('docker', ['info'])) return DOCKER;
  throw new NoKafkaRuntime();
}

const JAVA: KafkaRuntime = {
  run(mainClass, args) {
    const child = start('java', [...JVM, '-cp', join(JARS, '*'), mainClass, ...args]);
    return {
      child,
      kill: async () => {
        child.kill('SIGKILL');
      },
    };
  },
};

/** The host's network and the folder under its own name: for the broker the same as with Java. */
const DOCKER: KafkaRuntime = {
  run(mainClass, args, folder) {
    const name = `ledger-kafka-${randomUUID()}`;
    const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
    const container = ['--rm', '--name', name, '--network', 'host', '--user', user];
    const child = start('docker', [
      ...[
        'run',
        ...container,
        '--volume',
        `${folder}:${folder}`,
        '--entrypoint',
        'java',
        IMAGE,
      ],
      ...[...JVM, '-cp', '/opt/kafka/libs/*', mainClass, ...args],
    ]);
    return {
      child,
      kill: async () => {
        await command('docker', ['kill', '--signal', 'KILL', name]);
      },
    };
  },
};

function start(program: string, args: readonly string[]): ChildProcess {
  return spawn(program, args, { stdio: ['pipe', 'ignore', 'pipe'] });
}

async function works(program: string, args: readonly string[]): Promise<boolean> {
  return command(program, args).then(
    () => true,
    () => false,
  );
}

/** Downloaded into a separate folder and then renamed, so that an incomplete set is never used. */
async function haveJars(): Promise<boolean> {
  if (existsSync(JARS)) return true;
  if (!(await works('mvn', ['-version']))) return false;
  const arriving = await mkdtemp(join(HERE, '.jars-'));
  const output = `-DoutputDirectory=${arriving}`;
  const pom = join(HERE, 'pom.xml');
  const maven = spawn('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', output], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [status] = (await once(maven, 'exit')) as [number | null];
  if (status === 0) await rename(arriving, JARS).catch(() => undefined);
  await rm(arriving, { recursive: true, force: true });
  return existsSync(JARS);
}

function settingsOf(secured: SecuredListener, port: number, controllerPort: number): string {
  const advertised = `PLAINTEXT://127.0.0.1:${port},${secured.listener}`;
  const protocols = 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL';
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controllerPort}`,
    `listeners=${advertised},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=${advertised}`,
    'controller.listener.names=CONTROLLER',
    `listener.security.protocol.map=${protocols}`,
    ...secured.settings,
    `log.dirs=${join(secured.folder, 'data')}`,
    'offsets.topic.num.partitions=4',
    'offsets.topic.replication.factor=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    'auto.create.topics.enable=false',
    '',
  ].join('\n');
}

async function ended({ child }: KafkaProgram): Promise<void> {
  let said = '';
  child.stderr?.on('data', (text) => (said += String(text)));
  const [status] = (await once(child, 'exit')) as [number | null];
  if (status !== 0) throw new Error(`A tool of Kafka's ended with ${status}: ${said}`);
}

/**
 * Kafka's ApiVersions, version 0: the one request that every broker answers without
 * authentication.
 */
const API_VERSIONS = Buffer.from('0000000a0012000000000001ffff', 'hex');
const ANSWER_WITHIN_MS = 1_000;

/** A listening port is not enough: a broker that is still starting accepts and is silent. */
async function answers(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    await once(socket, 'connect', { signal });
    socket.write(API_VERSIONS);
    await once(socket, 'data', { signal });
    return true;
  } catch {
    return false;
  } finally {
    socket.on('error', () => undefined);
    socket.destroy();
  }
}

/** All are held until all are known, so that they differ. */
async function freePorts(): Promise<[number, number, number]> {
  const probes = [createServer(), createServer(), createServer()] as const;
  const ports = await Promise.all(
    probes.map(async (probe) => {
      probe.listen(0, '127.0.0.1');
      await once(probe, 'listening');
      const address = probe.address();
      if (address === null || typeof address === 'string')
        throw new Error('No port was given.');
      return address.port;
    }),
  );
  await Promise.all(probes.map((probe) => once(probe.close(), 'close')));
  return ports as [number, number, number];
}

if (import.meta.main) {
  const broker = await KafkaBroker.start();
  console.log(`Kafka is at ${broker.address}; ends with Ctrl+C.`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await broker.stop();
  process.exit();
}
