/** An answer over HTTP. */
export interface Served {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
  /** The body read as JSON. */
  readonly body: any;
}

export type Method = 'GET' | 'POST' | 'HEAD' | 'PUT' | 'DELETE' | 'PATCH' | 'OPTIONS';

/** A request as it goes over the wire. */
export interface Asked {
  readonly method: Method;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
}

/** Sends one request. */
export type Ask = (asked: Asked) => Promise<Served>;

/** The interface of a ledger, by the paths below its version. */
export interface Requests {
  readonly ask: Ask;
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Served>;
  readonly post: (
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Served>;
  /** Sends text unchanged. */
  readonly send: (path: string, type: string, text: string | Buffer) => Promise<Served>;
}

/** Requests by any transport. */
export function requestsBy(ask: Ask): Requests {
  return {
    ask,
    get: (path, headers = {}) => ask({ method: 'GET', url: at(path), headers }),
    post: (path, body, headers = {}) =>
      ask({
        method: 'POST',
        url: at(path),
        headers: { 'content-type': 'application/json', ...headers },
        payload: JSON.stringify(body),
      }),
    send: (path, type, payload) =>
      ask({ method: 'POST', url: at(path), headers: { 'content-type': type }, payload }),
  };
}

/** An answer from what was received. */
export function served(status: number, headers: Served['headers'], bytes: Buffer): Served {
  const text = bytes.toString();
  return {
    status,
    headers,
    bytes,
    text,
    get body() {
      return JSON.parse(text);
    },
  };
}

function at(path: string): string {
  return `/api/v1${path}`;
}
