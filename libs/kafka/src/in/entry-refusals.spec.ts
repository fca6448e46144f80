import { describe, expect, it } from '@jest/globals';
import kafkajs from 'kafkajs';
import { KafkaAccessDenied, KafkaNotTrusted } from '../broker/bridge-errors.js';
import { entryRefusal } from './entry-refusals.js';

const BROKER = 'kafka-1:9093';

function connectionError(code: string): Error {
  return new kafkajs.KafkaJSConnectionError(`Connection error: ${code}`, {
    broker: BROKER,
    code,
  });
}

/** As the client wraps an error after its last retry. */
function wrapped(cause: Error): Error {
  return new Error('given up', { cause: new Error('retried', { cause }) });
}

describe('An error of the Kafka client', () => {
  it('is a refusal of this program when it could not prove who it is', () => {
    // Its types require no message, but its constructor does.
    const said = ['Invalid password'];
    const error = wrapped(Reflect.construct(kafkajs.KafkaJSSASLAuthenticationError, said));
    const refusal = entryRefusal(error);
    expect(refusal).toBeInstanceOf(KafkaAccessDenied);
    expect(refusal).toMatchObject({ reason: 'Invalid password', cause: error });
  });

  it.each(['SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
    'is a refusal of the broker when its certificate meets %s',
    (code) => {
      const refusal = entryRefusal(wrapped(connectionError(code)));
      expect(refusal).toBeInstanceOf(KafkaNotTrusted);
      expect(refusal).toMatchObject({ broker: BROKER });
    },
  );

  it.each<[string, unknown]>([
    ['nobody listens', connectionError('ECONNREFUSED')],
    ['the client gave up retrying', wrapped(new Error('no leader'))],
    ['it is no error', 'gone'],
  ])('is none when %s', (_, error) => {
    expect(entryRefusal(error)).toBeUndefined();
  });
});
