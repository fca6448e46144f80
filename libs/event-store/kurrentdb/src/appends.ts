import { setTimeout as pause } from 'node:timers/promises';
import {
  AcrossStreamsNotOffered,
  AppendOutcomeUnknown,
  AppendTooLarge,
  EventTooLarge,
  MalformedAppend,
  NO_STREAM,
  RevisionConflict,
  StreamDeleted,
  type AppendedAcross,
  type StreamAppend,
} from '@ledger/event-store-port';
import { isLedgerError } from '@ledger/kernel';
import { type KurrentDBClient } from '@kurrent/kurrentdb-client';
