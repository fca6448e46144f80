import { LedgerError } from '@ledger/kernel';

/** One thing that is wrong with what the server was told. */
export interface SettingMistake {
  /** The variable, or the option as it was written. */
  readonly setting: string;
  /** What is wrong and what to give instead: reads on behind the setting's name. */
  readonly fault: string;
}

/** The server does not start on these settings; every mistake in them is named. */
export class MalformedSettings extends LedgerError {
  readonly code = 'malformed-settings';
  readonly kind = 'refusal';

  constructor(readonly mistakes: readonly SettingMistake[]) {
    const lines = mistakes.map(({ setting, fault }) => `\n- ${setting} ${fault}`);
    super(`The server cannot start with these settings:${lines.join('')}`);
  }
}
