/**
 * The whole test run: every suite, one after the other, and at the end one plain line with the
 * total counts. `node test/run.mjs unit features` runs only the named suites.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const RESULTS = '.test-results';
/** A suite that takes longer does not end by itself, and counts as one more failure. */
const SUITE_MS_MAX = 45 * 60_000;
/** These mostly wait for processes of their own, and leave a machine idle one by one. */
const TWO_AT_A_TIME = ['--maxWorkers=2'];
const isStrict = process.env['CI'] === 'true';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** @type {Record<string, () => Count>} */
const suites = {
  build: () => checkedBy('npm', ['run', '--silent', 'build']),
  types: () => checkedBy('npm', ['run', '--silent', 'types']),
  lint: () => checkedBy('npm', ['run', '--silent', 'lint']),
  format: () => checkedBy('npm', ['run', '--silent', 'format:check']),
  unused: () => checkedBy('npm', ['run', '--silent', 'unused']),
  circles: () => checkedBy('npm', ['run', '--silent', 'circles']),
  canary: countCanary,
  unit: () => countJest('unit'),
  contracts: () => countJest('contracts'),
  features: () => countJest('features'),
  'features-postgres': () => countJest('features-postgres'),
  deployment: () => countJest('deployment', TWO_AT_A_TIME),
  system: () => countJest('system', TWO_AT_A_TIME),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in suites));
if (unknown.length > 0) {
  console.error(
    `There is no suite ${unknown.join(', ')}: choose of ${Object.keys(suites).join(', ')}.`,
  );
  process.exit(2);
}

mkdirSync(RESULTS, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };
for (const [name, count] of Object.entries(suites)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const started = Date.now();
  console.log(`\n== ${name}`);
  const { passed, failed, skipped } = count();
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(
    `== ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)`,
  );
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 || (isStrict && total.skipped > 0) ? 1 : 0);

/** A check that is one test: it passes if the command does. */
function checkedBy(command, args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: environment() });
  return status === 0
    ? { passed: 1, failed: 0, skipped: 0 }
    : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * The boundary rule passes everything when it has no project graph, so a known violation has to
 * be reported: one test for each of its two errors.
 */
function countCanary() {
  const file = 'test/canary/boundary-violation.ts';
  const { stdout } = spawnSync('npx', ['eslint', '--no-ignore', '--format', 'json', file], {
    encoding: 'utf8',
    env: environment(),
  });
  const messages = stdout.startsWith('[') ? JSON.parse(stdout)[0].messages : [];
  const caught = messages.filter(
    ({ ruleId }) => ruleId === '@nx/enforce-module-boundaries',
  ).length;
  console.log(`the canary's 2 violations: ${caught} caught`);
  return { passed: Math.min(caught, 2), failed: Math.max(2 - caught, 0), skipped: 0 };
}

/** A suite that cannot even start counts as one failure, because none of its tests passed. */
function countJest(project, args = []) {
  const results = `${RESULTS}/${project}.json`;
  rmSync(results, { force: true });
  const { signal } = spawnSync(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--selectProjects',
      project,
      '--json',
      `--outputFile=${results}`,
      ...args,
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment(),
      timeout: SUITE_MS_MAX,
      killSignal: 'SIGKILL',
    },
  );
  const unended = signal === null ? 0 : 1;
  try {
    const seen = JSON.parse(readFileSync(results, 'utf8'));
    return {
      passed: seen.numPassedTests,
      failed: seen.numFailedTests + seen.numRuntimeErrorTestSuites + unended,
      skipped: seen.numPendingTests + seen.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function environment() {
  return { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };
}
