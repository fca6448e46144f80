import { once } from 'node:events';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { createServer } from 'node:net';
import { LedgerError } from '@ledger/kernel';
import { FolderNotMade, makeFolder } from './make-folder.js';

/** The folder of the ledger's files cannot be created or written to. */
class DataFolderUnusable extends LedgerError {
  readonly code = 'data-folder-unusable';
  readonly kind = 'refusal';

  constructor(
    readonly folder: string,
    cause: unknown,
  ) {
    super(`LEDGER_DATA is ${folder}, which cannot be used: ${reasonOf(cause)}.`, { cause });
  }
}

/** The server cannot listen on the configured address. */
export class AddressUnusable extends LedgerError {
  readonly code = 'address-unusable';
  readonly kind = 'refusal';

  constructor(
    readonly host: string,
    readonly port: number,
    cause: unknown,
  ) {
    super(addressFault(host, port, cause), { cause });
  }
}

/**
 * Creates the folder of the ledger's files if it does not exist.
 *
 * @throws {DataFolderUnusable}
 */
export async function prepareDataFolder(folder: string): Promise<void> {
  try {
    makeFolder(folder);
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new DataFolderUnusable(folder, error instanceof FolderNotMade ? error.cause : error);
  }
}

/**
 * Listens for a moment, so that a wrong address is reported before anything is loaded.
 *
 * @throws {AddressUnusable}
 */
export async function checkAddress(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
  } catch (error) {
    throw new AddressUnusable(host, port, error);
  }
  probe.close();
  await once(probe, 'close');
}

function addressFault(host: string, port: number, cause: unknown): string {
  switch (codeOf(cause)) {
    case 'EADDRINUSE':
      return `Another program listens on ${host} port ${port} already: set PORT.`;
    case 'EACCES':
      return `This user may not listen on port ${port}: set PORT to 1024 or more.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
      return `HOST is ${host}, which is no address of this machine: set it to one.`;
    default:
      return `The server cannot listen on ${host} port ${port}: ${reasonOf(cause)}.`;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as Partial<NodeJS.ErrnoException> | null)?.code;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
