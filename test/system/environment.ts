/** Variables that choose engines and roles, and with them a real log, views or topics. */
const NAMES_ENGINES = /^(?:EVENTSTORE|DATABASE|KAFKA)_|^LEDGER_ROLE$/;

/**
 * This process's environment without its engines, which are those of the tests themselves; a
 * test's server is configured with its own, or uses files.
 */
export function environmentWithoutEngines(
  environment: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !NAMES_ENGINES.test(name)),
  );
}
