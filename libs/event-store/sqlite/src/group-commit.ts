import {
  AppendOutcomeUnknown,
  NO_STREAM,
  RevisionConflict,
  StoreUnavailable,
  type Appended,
  type LedgerError,
} from '@ledger/event-store-port';
import Database from 'better-sqlite3';
import type { WaitingAppend } from './append-queue.js';
