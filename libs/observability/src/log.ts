import { format } from 'node:util';
import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** Writes the log messages of Nest and of the ledger as JSON lines to standard error. */
export class PinoLog implements LoggerService {
  readonly #pino: Logger;

  /** @param level the lowest level that is written */
  constructor(level: string) {
    this.#pino = pino({ level, base: null }, pino.destination(2));
  }

  log(message: unknown, ...parameters: unknown[]): void {
    this.#write('info', message, parameters);
  }

  error(message: unknown, ...parameters: unknown[]): void {
    this.#write('error', message, parameters);
  }

  warn(message: unknown, ...parameters: unknown[]): void {
    this.#write('warn', message, parameters);
  }

  debug(message: unknown, ...parameters: unknown[]): void {
    this.#write('debug', message, parameters);
  }

  verbose(message: unknown, ...parameters: unknown[]): void {
    this.#write('trace', message, parameters);
  }

  fatal(message: unknown, ...parameters: unknown[]): void {
    this.#write('fatal', message, parameters);
  }

  /** Nest passes the logger's name last, and a stack before it. */
  #write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    parameters: readonly unknown[],
  ): void {
    const context = parameters.at(-1);
    const detail = parameters.slice(0, -1).filter((parameter) => parameter !== undefined);
    const fields = {
      ...(context === undefined ? {} : { context }),
      ...(detail[0] ? { detail } : {}),
    };
    if (message instanceof Error) this.#pino[level]({ ...fields, err: message });
    else if (typeof message === 'object') this.#pino[level]({ ...fields, ...message });
    else this.#pino[level](fields, format(message));
  }
}
