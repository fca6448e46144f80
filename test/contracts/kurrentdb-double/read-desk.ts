import { once } from 'node:events';
import { status, type ServerWritableStream, type ServiceError } from '@grpc/grpc-js';
import { callSignal, refuseCaller, requiresLeader } from './callers.js';
import type { ReadFault, SubscriptionDrop } from './faults.js';
import { streamName } from './proposals.js';
import { streamsPb } from './protocol.js';
import {
  caughtUpResponse,
  checkpointResponse,
  confirmationResponse,
  eventResponse,
  notFoundResponse,
  type EventForm,
} from './read-responses.js';
import type { ServerNode } from './server-node.js';
import {
  accessDenied,
  noLeader,
  notLeader,
  notReady,
  refusal,
  streamDeleted,
  timedOut,
} from './statuses.js';
import { isBefore, type LogPosition, type LogRecord } from './transaction-log.js';

type Call = ServerWritableStream<streamsPb.ReadReq, streamsPb.ReadResp>;
type Options = streamsPb.ReadReq.Options;
type Matches = (record: LogRecord) => boolean;

const { StreamOptionCase, CountOptionCase, ReadDirection } = streamsPb.ReadReq.Options;
const BEFORE_ALL: LogPosition = { commit: -1, prepare: -1 };
const BEGINNING: LogPosition = { commit: 0, prepare: 0 };
const BEHIND_ALL: LogPosition = { commit: Infinity, prepare: 0 };
const SEARCH_WINDOW_DEFAULT = 32;

/** `Read`: of a stream, of all, and subscriptions to all, filtered or not. */
export class ReadDesk {
  readonly #node: ServerNode;
  readonly #subscriptions = new Set<Call>();
  /** Where each subscription began, the oldest first. */
  readonly subscribedFrom: LogPosition[] = [];

  constructor(node: ServerNode) {
    this.#node = node;
  }

  /** How many subscriptions are open. */
  get subscriptions(): number {
    return this.#subscriptions.size;
  }

  /** Drops every subscription. */
  drop(how: SubscriptionDrop): void {
    for (const call of this.#subscriptions) {
      if (how === 'ended') call.end();
      else call.emit('error', dropped(how));
    }
    this.#subscriptions.clear();
  }

  async read(call: Call): Promise<void> {
    const options = call.request.getOptions();
    const refused = refuseCaller(this.#node, call.metadata) ?? this.#refuse(call, options);
    if (options === undefined || refused !== undefined) {
      call.emit('error', refused ?? refusal(status.INVALID_ARGUMENT, 'No options'));
      return;
    }
    if (options.getCountOptionCase() === CountOptionCase.SUBSCRIPTION) {
      await this.#subscribe(call, options);
      return;
    }
    const fault = this.#node.server.readFaults.shift();
    if (fault !== undefined) this.#meet(fault, call);
    else if (options.getStreamOptionCase() === StreamOptionCase.ALL)
      await this.#all(call, options);
    else await this.#stream(call, options);
  }

  #refuse(call: Call, options: Options | undefined): ServiceError | undefined {
    const { server, isLeader } = this.#node;
    if (server.deniesReads) return accessDenied();
    if (requiresLeader(call.metadata) && !isLeader) {
      return server.leader === undefined ? noLeader() : notLeader(server.leader);
    }
    const from = options?.getAll()?.getPosition()?.getCommitPosition();
    if (from === undefined || server.log.isBoundary(Number(from))) return undefined;
    const isSubscription = options?.getCountOptionCase() === CountOptionCase.SUBSCRIPTION;
    return isSubscription
      ? refusal(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.')
      : refusal(status.UNKNOWN, 'Unexpected FilteredReadAllResult: InvalidPosition');
  }

  #meet(fault: ReadFault, call: Call): void {
    switch (fault) {
      case 'not-ready':
        call.emit('error', notReady());
        return;
      case 'access-denied':
        call.emit('error', accessDenied());
        return;
      case 'timeout':
        call.emit('error', timedOut());
        return;
      case 'cut':
        this.#node.cut();
        return;
      case 'silent':
        return;
    }
  }

  async #stream(call: Call, options: Options): Promise<void> {
    const stream = streamName(options.getStream()?.getStreamIdentifier());
    const records = this.#node.server.log.stream(stream);
    if (records === 'deleted') {
      call.emit('error', streamDeleted(stream));
      return;
    }
    if (records === 'not-found') {
      call.write(notFoundResponse(stream));
      call.end();
      return;
    }
    const form = this.#form(options, this.#node.server.traits.tellsPositionsInStreams);
    await sendAll(call, ofStream(records, options), Number(options.getCount()), form);
  }

  async #all(call: Call, options: Options): Promise<void> {
    const { log } = this.#node.server;
    const isBackwards = options.getReadDirection() === ReadDirection.BACKWARDS;
    const from = startOf(options, isBackwards ? BEHIND_ALL : BEGINNING);
    const records = isBackwards ? log.backwards(from) : log.forwards(from);
    const matching = filtered(records, filterOf(options));
    await sendAll(call, matching, Number(options.getCount()), this.#form(options, true));
  }

  async #subscribe(call: Call, options: Options): Promise<void> {
    const signal = callSignal(call);
    this.#subscriptions.add(call);
    signal.addEventListener('abort', () => this.#subscriptions.delete(call));
    call.write(confirmationResponse());
    const { log } = this.#node.server;
    const matches = filterOf(options);
    const form = this.#form(options, true);
    const filter = options.getFilter();
    const window = (filter?.getMax() ?? 0) || SEARCH_WINDOW_DEFAULT;
    const interval = window * (filter?.getCheckpointintervalmultiplier() ?? 1);
    let place = startOf(options, BEFORE_ALL);
    this.subscribedFrom.push(place);
    let considered = 0;
    let isLive = false;
    while (!signal.aborted && this.#subscriptions.has(call)) {
      for (const record of log.forwards(place)) {
        if (!isBefore(place, record)) continue;
        considered += 1;
        const isMatch = matches(record);
        if (isMatch) await send(call, eventResponse(record, form), signal);
        if (signal.aborted || !this.#subscriptions.has(call)) return;
        // While catching up, the position of skipped records is where the next one begins, with
        // a prepare of zero: a client that keeps only the commit resumes one record too late.
        place = isMatch || isLive ? record : { commit: record.end, prepare: 0 };
        if (considered % interval === 0) await send(call, checkpointResponse(place), signal);
      }
      if (!isLive) {
        isLive = true;
        if (place !== BEFORE_ALL) await send(call, checkpointResponse(place), signal);
        await send(call, caughtUpResponse(place === BEFORE_ALL ? BEGINNING : place), signal);
      }
      await log.moved(signal);
    }
  }

  #form(options: Options, tellsPosition: boolean): EventForm {
    const hasStructuredIds = options.getUuidOption()?.hasStructured() ?? false;
    return { hasStructuredIds, tellsPosition };
  }
}

function* ofStream(records: readonly LogRecord[], options: Options): Generator<LogRecord> {
  const from = options.getStream();
  const isBackwards = options.getReadDirection() === ReadDirection.BACKWARDS;
  const last = records.at(-1)?.revision ?? -1;
  const revision = from?.hasRevision() === true ? Number(from.getRevision()) : undefined;
  if (isBackwards) {
    const start = revision ?? (from?.hasStart() === true ? 0 : last);
    for (const record of records.toReversed()) if (record.revision <= start) yield record;
    return;
  }
  const start = revision ?? (from?.hasEnd() === true ? last + 1 : 0);
  for (const record of records) if (record.revision >= start) yield record;
}

function* filtered(records: Iterable<LogRecord>, matches: Matches): Generator<LogRecord> {
  for (const record of records) if (matches(record)) yield record;
}

function filterOf(options: Options): Matches {
  const filter = options.getFilter();
  const onStream = filter?.getStreamIdentifier();
  const onType = filter?.getEventType();
  const expression = onStream ?? onType;
  if (expression === undefined) return () => true;
  const field = onStream === undefined ? 'type' : 'stream';
  const prefixes = expression.getPrefixList();
  const regex = expression.getRegex();
  if (regex === '')
    return (record) => prefixes.some((prefix) => record[field].startsWith(prefix));
  const pattern = new RegExp(regex);
  return (record) => pattern.test(record[field]);
}

function startOf(options: Options, otherwise: LogPosition): LogPosition {
  const position = options.getAll()?.getPosition();
  if (options.getAll()?.hasEnd() === true) return BEHIND_ALL;
  if (position === undefined) return otherwise;
  return {
    commit: Number(position.getCommitPosition()),
    prepare: Number(position.getPreparePosition()),
  };
}

async function sendAll(
  call: Call,
  records: Iterable<LogRecord>,
  count: number,
  form: EventForm,
): Promise<void> {
  const signal = callSignal(call);
  let sent = 0;
  for (const record of records) {
    if (sent >= count || call.cancelled) break;
    await send(call, eventResponse(record, form), signal);
    sent += 1;
  }
  call.end();
}

/** Waits while the caller is slow, as flow control does. */
async function send(
  call: Call,
  response: streamsPb.ReadResp,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted || call.write(response)) return;
  await once(call, 'drain', { signal }).catch(() => undefined);
}

function dropped(how: Exclude<SubscriptionDrop, 'ended'>): ServiceError {
  switch (how) {
    case 'unavailable':
      return refusal(status.UNAVAILABLE, 'Server Is Not Ready');
    case 'cancelled':
      return refusal(status.CANCELLED, 'The call was cancelled by the server');
    case 'access-denied':
      return accessDenied();
  }
}
