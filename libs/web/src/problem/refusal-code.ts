import type * as application from '@ledger/figures-application';
import type * as domain from '@ledger/figures-domain';
import type * as readModels from '@ledger/figures-read-models';
import type * as intake from '@ledger/intake';
import type * as kernel from '@ledger/kernel';
import type { LedgerError } from '@ledger/kernel';
import type * as http from './http-refusals.js';

/** The literal codes of every refusal a module exports. */
type CodesOf<Module> = {
  [Name in keyof Module]: Module[Name] extends abstract new (...facts: never) => infer Thing
    ? CodeOf<Thing>
    : never;
}[keyof Module];

/** `never` for the common base, whose code is any text. */
type CodeOf<Thing> = Thing extends LedgerError
  ? string extends Thing['code']
    ? never
    : Thing['code']
  : never;

/** The code of every refusal that can reach a caller, taken from the classes themselves. */
export type RefusalCode =
  | CodesOf<typeof application>
  | CodesOf<typeof application.eventStore>
  | CodesOf<typeof domain>
  | CodesOf<typeof http>
  | CodesOf<typeof intake>
  | CodesOf<typeof kernel>
  | CodesOf<typeof readModels>;
