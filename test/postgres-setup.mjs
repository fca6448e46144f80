import { postgresUrl } from './postgres.ts';

/** Starts one server for all workers of a project; it ends by itself with this process. */
export default async function startServer() {
  process.env['DATABASE_URL'] = await postgresUrl();
}
