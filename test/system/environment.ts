/** Variables that choose engines and roles, and with them a real log, views or topics. */
const NAMES_ENGINES = /^(?:EVENTSTORE|DATABASE|KAFKA)_|^LEDGER_ROLE$/;

/**
 * This process's environment without its engines, which are those of the tests themselves; a
 * test's server is configured with its own, or uses files. It raises no findings unless it is
 * configured to: their events would come between those that a test expects.
 */
export function environmentWithoutEngines(
  environment: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const others = Object.entries(environment).filter(([name]) => !NAMES_ENGINES.test(name));
  return { ...Object.fromEntries(others), LEDGER_FINDINGS: 'off' };
}
