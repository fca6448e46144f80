import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_STREAM } from '@ledger/event-store-port';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { newEventOf, placedEventId, Recorder } from '@ledger/figures-application';
import {
  appearanceId,
  areaStream,
  figureStream,
  locatorText,
  measureStream,
  publicationStream,
  publisherStream,
  type PublicationEvent,
  type RegistryEvent,
} from '@ledger/figures-domain';
import {
  exampleOrigin,
  force,
  kent,
  measureFacts,
  papers,
  recorded,
} from '@ledger/figures-domain/testing';
import { instantOf, type DomainEvent } from '@ledger/kernel';
import { checkPostgresViews, PostgresProjectionStore } from '@ledger/projections-postgres';
import { PostgresServer, uniqueSchema, withClient } from '../../postgres.js';
import { expectVerified } from '../ledger-verified.js';

/** A commit that moved the checkpoint of a build. */
interface Move {
  readonly projection: string;
  readonly generation: number;
  readonly before: number;
  readonly after: number;
}

/** What the figures of a scene refer to. */
const REGISTRIES: readonly (readonly [string, RegistryEvent | PublicationEvent])[] = [
  [publisherStream(force.id), { type: 'PublisherRegistered', data: force }],
  [areaStream(kent.id), { type: 'AreaRegistered', data: kent }],
  [measureStream(measureFacts().code), { type: 'MeasureDefined', data: measureFacts() }],
  [
    publicationStream(papers.september.id),
    { type: 'PublicationRegistered', data: papers.september },
  ],
];

/** A log in a file, and a PostgreSQL server that a test can stop and crash. */
export class PostgresScene {
  readonly folder: string;
  readonly eventsFile: string;
  readonly eventStore: SqliteEventStore;
  readonly server: PostgresServer;
  readonly schema = uniqueSchema();
  readonly #recorder = new Recorder({ now: () => instantOf(Date.UTC(2024, 9, 1)) });
  #appended = 0;

  private constructor(folder: string, server: PostgresServer) {
    this.folder = folder;
    this.server = server;
    this.eventsFile = join(folder, 'events.db');
    this.eventStore = SqliteEventStore.open({ file: this.eventsFile });
  }

  static async start(): Promise<PostgresScene> {
    const server = await PostgresServer.start();
    const scene = new PostgresScene(await mkdtemp(join(tmpdir(), 'postgres-scene-')), server);
    for (const [stream, event] of REGISTRIES) {
      await scene.#appendFirst(stream, event, placedEventId(event, { stream, revision: 0 }));
    }
    return scene;
  }

  get place() {
    return { url: this.server.url, schema: this.schema };
  }

  async end(): Promise<void> {
    await this.eventStore.close();
    await this.server.end();
    await rm(this.folder, { recursive: true });
  }

  /** Appends that many figures, each the first event of its stream. */
  async append(figures: number): Promise<void> {
    const numbers = Array.from({ length: figures }, () => this.#appended++);
    await Promise.all(numbers.map((number) => this.#appendFigure(number)));
  }

  /** From now on the database records every commit that moves a checkpoint. */
  async noteMoves(): Promise<void> {
    await checkPostgresViews(this.place);
    await withClient(this.server.url, async (client) => {
      await client.query(`SET search_path = "${this.schema}"`);
      await client.query(NOTE_MOVES);
    });
  }

  /**
   * The moves that do not follow the one before them: a batch of events was applied twice, or
   * skipped.
   */
  async brokenMoves(): Promise<{ readonly moves: number; readonly broken: readonly Move[] }> {
    const { rows } = await withClient(this.server.url, (client) =>
      client.query<Move>(
        'SELECT projection, generation::integer, before::integer, after::integer ' +
          `FROM "${this.schema}".moves ORDER BY number`,
      ),
    );
    const reached = new Map<string, number>();
    const broken = rows.filter(({ projection, generation, before, after }) => {
      const build = `${projection} ${generation}`;
      const isBroken = before !== (reached.get(build) ?? 0) || after <= before;
      reached.set(build, after);
      return isBroken;
    });
    return { moves: rows.length, broken };
  }

  /** Fails unless the ledger's own verification finds no fault. */
  async expectVerified(): Promise<void> {
    const store = PostgresProjectionStore.open(this.place);
    try {
      await expectVerified({ eventStore: this.eventStore, store });
    } finally {
      await store.close();
    }
  }

  #appendFigure(number: number): Promise<void> {
    const event = recorded({
      figure: { breakdown: { part: String(number) } },
      value: String(number),
      at: { line: number + 1, table: `Table ${number % 7}` },
    });
    const { key, publication, locator, printed } = event.data;
    const id = appearanceId(key, publication, locatorText(locator), printed);
    return this.#appendFirst(figureStream(key), event, id);
  }

  async #appendFirst(stream: string, event: DomainEvent, id: string): Promise<void> {
    const record = this.#recorder.record(event, id, { stream, revision: 0 }, exampleOrigin);
    await this.eventStore.append(stream, NO_STREAM, [newEventOf(record)]);
  }
}

const NOTE_MOVES = `
  CREATE TABLE moves (number bigserial, projection text, generation bigint, before bigint,
    after bigint);
  CREATE FUNCTION note_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO moves (projection, generation, before, after)
      VALUES (NEW.projection, NEW.generation, OLD.position, NEW.position);
    RETURN NULL;
  END $$;
  CREATE TRIGGER note_moves AFTER UPDATE ON projection_builds
    FOR EACH ROW WHEN (OLD.position <> NEW.position) EXECUTE FUNCTION note_move()`;
