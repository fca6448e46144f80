/**
 * The double in a process of its own, to measure the adapter against where no server is:
 * `npm exec -- node test/contracts/kurrentdb-double/serve.mjs` prints its address.
 */
import { registerHooks } from 'node:module';

// Sources name each other as they are called once they are compiled, which these are not.
registerHooks({
  resolve: (name, context, next) => {
    const isSource = name.startsWith('.') && context.parentURL?.endsWith('.ts');
    return next(isSource ? name.replace(/\.js$/, '.ts') : name, context);
  },
});

const { KurrentDbDouble } = await import('./kurrentdb-double.ts');
const server = await KurrentDbDouble.start();
console.log(`The double is at ${server.connectionString()}; ends with Ctrl+C.`);
