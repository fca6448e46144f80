import { LedgerError } from '@ledger/kernel';

/** One mistake in the server's settings. */
export interface SettingMistake {
  /** The name of the variable, or the option as written. */
  readonly setting: string;
  /** What is wrong and what to give instead; it follows the name of the setting in the message. */
  readonly fault: string;
}

/** The server does not start on these settings; the message names every mistake. */
export class MalformedSettings extends LedgerError {
  readonly code = 'malformed-settings';
  readonly kind = 'refusal';

  constructor(readonly mistakes: readonly SettingMistake[]) {
    const lines = mistakes.map(({ setting, fault }) => `\n- ${setting} ${fault}`);
    super(`The server cannot start with these settings:${lines.join('')}`);
  }
}
