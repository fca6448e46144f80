import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { KurrentDBClient, UnavailableError } from '@kurrent/kurrentdb-client';

/** Clients of a real server whose appends fail on demand. */
export class BreakableClients {
  /** While true, no append reaches the server. */
  isBroken = false;
  /** The next append is stored, and its answer lost. */
  losesNextAnswer = false;

  connect(connectionString: string): KurrentDBClient {
    const client = KurrentDBClient.connectionString(connectionString);
    client.appendToStream = this.#breakable(client.appendToStream.bind(client));
    client.appendRecords = this.#breakable(client.appendRecords.bind(client));
    client.multiStreamAppend = this.#breakable(client.multiStreamAppend.bind(client));
    return client;
  }

  #breakable<Call extends unknown[], Answer>(
    append: (...call: Call) => Promise<Answer>,
  ): (...call: Call) => Promise<Answer> {
    return async (...call) => {
      if (this.isBroken) throw unavailable('No connection established');
      const answer = await append(...call);
      if (!this.losesNextAnswer) return answer;
      this.losesNextAnswer = false;
      throw unavailable('read ECONNRESET');
    };
  }
}

function unavailable(details: string): UnavailableError {
  const code = status.UNAVAILABLE;
  const error = Object.assign(new Error(`${code} UNAVAILABLE: ${details}`), {
    code,
    details,
    metadata: new Metadata(),
  }) satisfies ServiceError;
  return new UnavailableError(error);
}
