/** What chooses engines and roles, and with them somebody's real record, views or topics. */
const NAMES_ENGINES = /^(?:EVENTSTORE|DATABASE|KAFKA)_|^LEDGER_ROLE$/;

/**
 * This process's environment without its engines. They say what the tests themselves run against;
 * a server of a test is told its own, or keeps files.
 */
export function environmentWithoutEngines(
  environment: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !NAMES_ENGINES.test(name)),
  );
}
