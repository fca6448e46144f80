import { registerHooks } from 'node:module';
import { postgresUrl } from '../postgres.ts';
import buildOnce from '../system/built.ts';

/** Builds the program, and starts the servers that all deployments of this project share. */
export default async function setUp() {
  buildOnce();
  const { KafkaBroker } = await importSource('../system/kafka/kafka-broker.ts');
  const [database, broker] = await Promise.all([postgresUrl(), KafkaBroker.start()]);
  process.env['DATABASE_URL'] = database;
  process.env['LEDGER_TEST_KAFKA'] = broker.address;
  globalThis.sharedBroker = broker;
}

/** Sources name each other as they are called once they are compiled, which these are not. */
async function importSource(source) {
  const hooks = registerHooks({
    resolve: (name, context, next) => {
      const isSource = name.startsWith('.') && context.parentURL?.endsWith('.ts');
      return next(isSource ? name.replace(/\.js$/, '.ts') : name, context);
    },
  });
  try {
    return await import(source);
  } finally {
    hooks.deregister();
  }
}
