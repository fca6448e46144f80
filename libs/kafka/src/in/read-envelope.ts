import { MalformedEnvelope, readEnvelopeOf, type ReportEnvelope } from '@ledger/intake';
import { shapeOfJson } from '@ledger/kernel';
import { MessageMisshapen, MessageNotJson, MessageNotUtf8 } from '../broker/bridge-errors.js';

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a message of `ledger.reports.v1`: a CloudEvent in JSON (structured mode) with a report.
 *
 * The message's key is not read: it only chooses the partition.
 *
 * @see CloudEvents 1.0.2, JSON event format
 * @throws {MessageNotUtf8 | MessageMisshapen | MessageNotJson | MalformedEnvelope}
 */
export function readEnvelope(value: Uint8Array | null): ReportEnvelope {
  if (value === null) throw new MalformedEnvelope('', 'is empty: send a CloudEvent');
  return readEnvelopeOf(parse(textOf(value)));
}

function textOf(value: Uint8Array): string {
  try {
    return UTF_8.decode(value);
  } catch {
    throw new MessageNotUtf8();
  }
}

function parse(text: string): unknown {
  const shape = shapeOfJson(text);
  if ('fault' in shape) throw new MessageMisshapen(shape.fault);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MessageNotJson({ cause });
  }
}
