import type * as application from '@ledger/figures-application';
import type * as domain from '@ledger/figures-domain';
import type * as readModels from '@ledger/figures-read-models';
import type * as intake from '@ledger/intake';
import type * as kernel from '@ledger/kernel';
import type { LedgerError } from '@ledger/kernel';
import type * as http from './http-refusals.js';

/** Every error class that a module exports, as the type of its instances. */
type ErrorsOf<Module> = {
  [Name in keyof Module]: Module[Name] extends abstract new (...facts: never) => infer Thing
    ? ErrorOf<Thing>
    : never;
}[keyof Module];

/** `never` for the common base, whose code is any text. */
type ErrorOf<Thing> = Thing extends LedgerError
  ? string extends Thing['code']
    ? never
    : Thing
  : never;

/** Every error of the ledger that can reach a caller, taken from the classes themselves. */
type CallersError =
  | ErrorsOf<typeof application>
  | ErrorsOf<typeof application.eventStore>
  | ErrorsOf<typeof domain>
  | ErrorsOf<typeof http>
  | ErrorsOf<typeof intake>
  | ErrorsOf<typeof kernel>
  | ErrorsOf<typeof readModels>;

/** The code of every error that can reach a caller. */
export type RefusalCode = CallersError['code'];

/** The codes of those after which the same request may succeed later. */
export type TransientCode = Extract<CallersError, { readonly kind: 'transient' }>['code'];
