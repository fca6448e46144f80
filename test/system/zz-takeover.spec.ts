import { it } from '@jest/globals';
import { postgresUrl, uniqueSchema, withClient } from '../postgres.js';
import { RoleProcess } from './role-process.js';
import { readSeeds } from '@ledger/capture';
import { loadPlan } from '@ledger/intake';
import { SEEDS } from './built.js';
import { commandsOver } from './http-commands.js';
import { SharedRecord } from './shared-engines.js';
it('x', async () => {
  const record = await SharedRecord.start();
  const url = await postgresUrl();
  const settings = record.settings(url, uniqueSchema());
  const roles = ['api', 'projector', 'projector'];
  const all = await Promise.all(roles.map((role) => RoleProcess.start(role, settings)));
  await Promise.all(all.map((one) => one.ready()));
  const [api, a, b] = all as [RoleProcess, RoleProcess, RoleProcess];
  const log: unknown[] = [];
  const locks = () => withClient(url, async (c) => (await c.query("select l.pid, mode, granted, a.state, a.query, a.backend_start from pg_locks l join pg_stat_activity a on a.pid=l.pid where locktype='advisory'")).rows);
  log.push(await locks());
  const holder = a.said.includes('has the lease') ? a : b;
  const other = holder === a ? b : a;
  const { plan } = await readSeeds(SEEDS);
  const origin = { actor: 'test', correlationId: 'seeds', causationId: 'seeds' };
  await loadPlan(plan, { commands: commandsOver([api]), origin });
  log.push((await api.call('/areas', { id: 'one', title: 'Later', kind: 'test' })).status);
  await new Promise((r) => setTimeout(r, 1000));
  await holder.kill();
  log.push((await api.call('/areas', { id: 'later', title: 'Later', kind: 'test' })).status);
  for (let i = 0; i < 3; i++) {
    await new Promise((r) => setTimeout(r, 1000));
    log.push(await locks(), await other.readiness(), (await api.readiness()).detail);
  }
  log.push(other.said.split('\n').filter((l) => !l.includes('Mapped')));
  log.push((await (await fetch(other.url + '/metrics')).text()).split('\n').filter((l) => l.startsWith('ledger_p')));
  process.stderr.write(JSON.stringify(log, null, 1));
  await Promise.all(all.map((x) => x.kill()));
  await record.stop();
}, 60000);
