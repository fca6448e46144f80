import kafkajs from 'kafkajs';
import type { LedgerError } from '@ledger/kernel';
import { KafkaAccessDenied, KafkaNotTrusted } from '../broker/bridge-errors.js';

/** Node.js's codes for an invalid certificate; all other connection errors may be temporary. */
const CERTIFICATE_FAULTS: ReadonlySet<unknown> = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * The refusal in an error of the Kafka client, if one side rejected the other; undefined for
 * everything else.
 */
export function entryRefusal(error: unknown): LedgerError | undefined {
  // The client wraps an error once for each layer of retries.
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof kafkajs.KafkaJSSASLAuthenticationError)
      return new KafkaAccessDenied(cause.message, { cause: error });
    if (cause instanceof kafkajs.KafkaJSConnectionError && isOfCertificate(cause)) {
      const broker = cause.broker || 'an address unknown';
      return new KafkaNotTrusted(broker, cause.message, { cause: error });
    }
  }
  return undefined;
}

function isOfCertificate(error: Error): boolean {
  return 'code' in error && CERTIFICATE_FAULTS.has(error.code);
}
