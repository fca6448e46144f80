/**
 * The whole test run: every suite, and at the end one plain line with the total counts.
 * `node test/run.mjs unit features` runs only the named suites.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';

const RESULTS = '.test-results';
/** A suite that takes longer does not end by itself, and counts as one more failure. */
const SUITE_MS_MAX = 45 * 60_000;
/** Jest by itself leaves one core idle, which is half of a small machine. */
const ON_ALL_CORES = [`--maxWorkers=${Math.max(2, availableParallelism() - 1)}`];
/** These start processes of their own, up to five in one test. */
const TWO_AT_A_TIME = ['--maxWorkers=2'];
/** Boundary rules that the canary breaks. */
const VIOLATIONS = 3;
const isStrict = process.env['CI'] === 'true';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/**
 * @typedef {object} Stage
 * @property {number} atOnce how many of its suites run side by side
 * @property {Record<string, () => Promise<Count>>} suites
 */

/**
 * The stages, one after the other.
 *
 * @type {readonly Stage[]}
 */
const stages = [
  {
    atOnce: 1,
    suites: { build: () => checkedBy('npm', ['run', '--silent', 'build']) },
  },
  {
    // Each is one thread for most of its time. The longest is first, so that they end together.
    atOnce: 2,
    suites: {
      lint: () => checkedBy('npm', ['run', '--silent', 'lint']),
      types: () => checkedBy('npm', ['run', '--silent', 'types']),
      format: () => checkedBy('npm', ['run', '--silent', 'format:check']),
      unused: () => checkedBy('npm', ['run', '--silent', 'unused']),
      circles: () => checkedBy('npm', ['run', '--silent', 'circles']),
      spelling: () => checkedBy('npm', ['run', '--silent', 'spelling']),
    },
  },
  {
    atOnce: 1,
    suites: {
      canary: countCanary,
      unit: () => countJest('unit', ON_ALL_CORES),
      documents: () => countJest('documents', ON_ALL_CORES),
      contracts: () => countJest('contracts', ON_ALL_CORES),
      features: () => countJest('features', ON_ALL_CORES),
      'features-postgres': () => countJest('features-postgres', ON_ALL_CORES),
      deployment: () => countJest('deployment', TWO_AT_A_TIME),
      system: () => countJest('system', TWO_AT_A_TIME),
    },
  },
];

const names = stages.flatMap(({ suites }) => Object.keys(suites));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(', ')}: choose of ${names.join(', ')}.`);
  process.exit(2);
}

mkdirSync(RESULTS, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };
for (const { atOnce, suites } of stages) {
  const waiting = Object.entries(suites).filter(
    ([name]) => asked.length === 0 || asked.includes(name),
  );
  const runWaiting = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await run(...next);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, runWaiting));
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 || (isStrict && total.skipped > 0) ? 1 : 0);

/**
 * Runs a suite, and adds its counts to the total.
 *
 * @param {string} name
 * @param {() => Promise<Count>} count
 */
async function run(name, count) {
  const started = Date.now();
  console.log(`\n== ${name}`);
  const { passed, failed, skipped } = await count();
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(
    `== ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)`,
  );
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

/**
 * A check that is one test: it passes if the command does. Its output is printed when it ends, so
 * that it does not mix with that of another check.
 */
async function checkedBy(command, args) {
  const check = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(),
  });
  const [output, errors, [status]] = await Promise.all([
    text(check.stdout),
    text(check.stderr),
    once(check, 'exit'),
  ]);
  process.stdout.write(output);
  process.stderr.write(errors);
  return status === 0
    ? { passed: 1, failed: 0, skipped: 0 }
    : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * The boundary rule passes everything when it has no project graph, so a known violation has to
 * be reported: one test for each of its errors.
 */
async function countCanary() {
  const file = 'test/canary/boundary-violation.ts';
  const eslint = spawn('npx', ['eslint', '--no-ignore', '--format', 'json', file], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: environment(),
  });
  const stdout = await text(eslint.stdout);
  const messages = stdout.startsWith('[') ? JSON.parse(stdout)[0].messages : [];
  const caught = messages.filter(
    ({ ruleId }) => ruleId === '@nx/enforce-module-boundaries',
  ).length;
  console.log(`the canary's ${VIOLATIONS} violations: ${caught} caught`);
  return {
    passed: Math.min(caught, VIOLATIONS),
    failed: Math.max(VIOLATIONS - caught, 0),
    skipped: 0,
  };
}

/** A suite that cannot even start counts as one failure, because none of its tests passed. */
async function countJest(project, args) {
  const results = `${RESULTS}/${project}.json`;
  rmSync(results, { force: true });
  const jest = spawn(
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
  const [, signal] = await once(jest, 'exit');
  const timedOut = signal === null ? 0 : 1;
  try {
    const seen = JSON.parse(readFileSync(results, 'utf8'));
    return {
      passed: seen.numPassedTests,
      failed: seen.numFailedTests + seen.numRuntimeErrorTestSuites + timedOut,
      skipped: seen.numPendingTests + seen.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function environment() {
  return { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };
}
