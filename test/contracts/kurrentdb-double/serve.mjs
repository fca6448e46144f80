/**
 * The double in a process of its own, for measuring the adapter on a machine without a server:
 * `npm exec -- node test/contracts/kurrentdb-double/serve.mjs` prints its address.
 */
import { registerHooks } from 'node:module';

// Sources import each other by their compiled names, but here they are not compiled.
registerHooks({
  resolve: (name, context, next) => {
    const isSource = name.startsWith('.') && context.parentURL?.endsWith('.ts');
    return next(isSource ? name.replace(/\.js$/, '.ts') : name, context);
  },
});

const { KurrentDbDouble } = await import('./kurrentdb-double.ts');
const server = await KurrentDbDouble.start();
console.log(`The double is at ${server.connectionString()}; ends with Ctrl+C.`);
