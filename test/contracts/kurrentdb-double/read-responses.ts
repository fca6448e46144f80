import { sharedPb, streamsPb, timestampPb } from './protocol.js';
import { streamIdentifier } from './proposals.js';
import type { LogPosition, LogRecord } from './transaction-log.js';

const TICKS_PER_MS = 10_000;
const NO_POSITION = (2n ** 64n - 1n).toString();

export interface EventForm {
  /** Ids as two numbers, as some clients request them. */
  readonly hasStructuredIds: boolean;
  readonly tellsPosition: boolean;
}

export function eventResponse(record: LogRecord, form: EventForm): streamsPb.ReadResp {
  const recorded = new streamsPb.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(form.hasStructuredIds ? structuredId(record.id) : stringId(record.id));
  recorded.setStreamIdentifier(streamIdentifier(record.stream));
  recorded.setStreamRevision(String(record.revision));
  recorded.setCommitPosition(form.tellsPosition ? String(record.commit) : NO_POSITION);
  recorded.setPreparePosition(form.tellsPosition ? String(record.prepare) : NO_POSITION);
  recorded.setData(record.data);
  recorded.setCustomMetadata(record.metadata);
  const metadata = recorded.getMetadataMap();
  metadata.set('type', record.type);
  metadata.set('created', String(record.createdMs * TICKS_PER_MS));
  metadata.set('content-type', record.isJson ? 'application/json' : 'application/octet-stream');
  const event = new streamsPb.ReadResp.ReadEvent();
  event.setEvent(recorded);
  if (form.tellsPosition) event.setCommitPosition(String(record.commit));
  else event.setNoPosition(new sharedPb.Empty());
  const response = new streamsPb.ReadResp();
  response.setEvent(event);
  return response;
}

export function notFoundResponse(stream: string): streamsPb.ReadResp {
  const notFound = new streamsPb.ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(streamIdentifier(stream));
  const response = new streamsPb.ReadResp();
  response.setStreamNotFound(notFound);
  return response;
}

export function confirmationResponse(): streamsPb.ReadResp {
  const confirmation = new streamsPb.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(crypto.randomUUID());
  const response = new streamsPb.ReadResp();
  response.setConfirmation(confirmation);
  return response;
}

export function checkpointResponse({ commit, prepare }: LogPosition): streamsPb.ReadResp {
  const checkpoint = new streamsPb.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(commit));
  checkpoint.setPreparePosition(String(prepare));
  checkpoint.setTimestamp(timestampPb.Timestamp.fromDate(new Date()));
  const response = new streamsPb.ReadResp();
  response.setCheckpoint(checkpoint);
  return response;
}

export function caughtUpResponse({ commit, prepare }: LogPosition): streamsPb.ReadResp {
  const place = new streamsPb.ReadResp.Position();
  place.setCommitPosition(String(commit));
  place.setPreparePosition(String(prepare));
  const caughtUp = new streamsPb.ReadResp.CaughtUp();
  caughtUp.setTimestamp(timestampPb.Timestamp.fromDate(new Date()));
  caughtUp.setPosition(place);
  const response = new streamsPb.ReadResp();
  response.setCaughtUp(caughtUp);
  return response;
}

function stringId(id: string): sharedPb.UUID {
  const uuid = new sharedPb.UUID();
  uuid.setString(id);
  return uuid;
}

function structuredId(id: string): sharedPb.UUID {
  const digits = id.replaceAll('-', '');
  const structured = new sharedPb.UUID.Structured();
  structured.setMostSignificantBits(
    BigInt.asIntN(64, BigInt(`0x${digits.slice(0, 16)}`)).toString(),
  );
  structured.setLeastSignificantBits(
    BigInt.asIntN(64, BigInt(`0x${digits.slice(16)}`)).toString(),
  );
  const uuid = new sharedPb.UUID();
  uuid.setStructured(structured);
  return uuid;
}
