import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { addProcessMetrics, METRICS } from '@ledger/observability';
import { readSettings } from '@ledger/deployment';
import { Registry } from 'prom-client';
import { parse } from 'yaml';

const INFRA = join(import.meta.dirname, '../../infra');
const read = (file: string): string => readFileSync(join(INFRA, file), 'utf8');
const yaml = (file: string): unknown => parse(read(file), { merge: true });

interface Service {
  readonly image: string;
  readonly build?: { readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly restart?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly deploy: {
    readonly replicas?: number;
    readonly resources: { readonly limits: Readonly<Record<string, string>> };
  };
}

const compose = yaml('compose.yaml') as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};
const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build !== undefined);
const containerfile = read('Containerfile');

/** Name and version, from the one registry that needs no name. */
const PINNED = /^(?:[a-z0-9-]+\/)?[a-z0-9-]+:v?\d+\.\d+(?:\.\d+)?(?:-[a-z]+(?:-[a-z]+)*)?$/;

describe('The compose file', () => {
  it('has the whole deployment: the engines, and each role as often as it is needed', () => {
    const replicas = services.map(([name, { deploy }]) => [name, deploy.replicas ?? 1]);
    expect(Object.fromEntries(replicas)).toEqual({
      ...{ api: 2, projector: 2, bridge: 1 },
      ...{ kurrentdb: 1, kafka: 1, postgres: 1, prometheus: 1, grafana: 1 },
    });
  });

  it('pins every image to a version', () => {
    for (const [, { image }] of services) expect(image).toMatch(PINNED);
    const bases = [...containerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(bases.length).toBeGreaterThan(1);
    expect(new Set(bases).size).toBe(1);
    for (const image of bases) expect(image).toMatch(PINNED);
  });

  it.each(services)(
    'confines %s: no root, nothing to write to but what is named',
    (_, service) => {
      expect(service.user).toMatch(/^[1-9]\d*:\d+$/);
      expect(service.read_only).toBe(true);
      expect(service.cap_drop).toEqual(['ALL']);
      expect(service.security_opt).toEqual(['no-new-privileges:true']);
      const { cpus, memory } = service.deploy.resources.limits;
      expect(Number(cpus)).toBeGreaterThan(0);
      expect(memory).toMatch(/^\d+[MG]$/);
      for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    },
  );

  it.each(services)('knows whether %s is well', (_, { build, healthcheck }) => {
    if (build === undefined) expect(healthcheck?.test[0]).toBe('CMD');
    else expect(containerfile).toMatch(/^HEALTHCHECK .*\n\s+CMD \["node", .*\/health\/ready/m);
  });

  it.each(services)('waits for what %s needs', (_, { depends_on = {} }) => {
    for (const [needed, { condition }] of Object.entries(depends_on)) {
      expect(compose.services).toHaveProperty(needed);
      expect(['service_healthy', 'service_started']).toContain(condition);
    }
  });

  it('keeps data in volumes it names, and mounts only files that are there, to be read', () => {
    const used = new Set<string>();
    for (const volume of services.flatMap(([, service]) => service.volumes ?? [])) {
      const [source = '', , mode] = volume.split(':');
      if (!source.startsWith('.')) used.add(source);
      else expect([existsSync(join(INFRA, source)), mode]).toEqual([true, 'ro']);
    }
    expect([...used].sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('gives each role settings that it starts on', () => {
    const image = environmentOf(containerfile);
    const { POSTGRES_PASSWORD } = compose.services['postgres']?.environment ?? {};
    expect(POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
    for (const [name, { environment = {}, command = [] }] of ours) {
      const settings = readSettings({ ...image, ...filledIn(environment) }, command);
      expect(settings).toMatchObject({ kind: 'deployed', role: name });
      const hosts = JSON.stringify(settings).matchAll(/\/\/([a-z]+):|"([a-z]+):9092"/g);
      for (const [, url, broker] of hosts) {
        expect(compose.services).toHaveProperty(url ?? broker ?? '');
      }
    }
  });
});

/** What the image itself sets. */
function environmentOf(file: string): Record<string, string> {
  const [, line = ''] = /^ENV (.+)$/m.exec(file) ?? [];
  return Object.fromEntries(line.split(' ').map((one) => one.split('=') as [string, string]));
}

/** As compose substitutes variables: required ones with a value, the rest with nothing. */
function filledIn(environment: Readonly<Record<string, string>>): Record<string, string> {
  const filled = Object.entries(environment).map(([name, text]) => [
    name,
    text.replace(/\$\{\w+:\?[^}]*\}/g, 'given').replace(/\$\{\w+:-\}/g, ''),
  ]);
  return Object.fromEntries(filled) as Record<string, string>;
}

describe('The image', () => {
  it('runs as nobody in particular, on what was built, with one folder to write to', () => {
    const last = containerfile.slice(containerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER 1000:1000$/m);
    expect(last).toMatch(/^VOLUME \/data$/m);
    expect(last).toMatch(/LEDGER_DATA=\/data/);
    const { scripts } = JSON.parse(read('../package.json')) as { scripts: { start: string } };
    expect(scripts.start).toBe('node --max-semi-space-size=32 dist/apps/server/src/main.js');
    const words = scripts.start.split(' ').map((word) => `"${word}"`);
    expect(last).toContain(`\nENTRYPOINT [${words.join(', ')}]\n`);
    expect(containerfile).toMatch(/^RUN npm ci --omit=dev --ignore-scripts/m);
  });

  it('does not start where others can reach it until LEDGER_OPEN allows that', () => {
    const image = environmentOf(containerfile);
    expect(image).toMatchObject({ HOST: '0.0.0.0' });
    expect(() => readSettings(image)).toThrow(/LEDGER_OPEN=true/);
    expect(readSettings({ ...image, LEDGER_OPEN: 'true' })).toMatchObject({ host: '0.0.0.0' });
  });

  it('is of the Node version that everything is tested on', () => {
    const { devDependencies } = JSON.parse(read('../package.json')) as {
      devDependencies: Record<string, string>;
    };
    expect(containerfile).toContain(`FROM node:${devDependencies['node']}-`);
  });
});

describe('The table of settings in README.md', () => {
  it('names every variable that is read, and no other', () => {
    const asked = new Set<string>();
    const env = new Proxy<NodeJS.ProcessEnv>(
      {},
      { get: (_, name) => void asked.add(String(name)) },
    );
    readSettings(env);
    const [, table = ''] = read('README.md').split(/^\| variable .*$/m);
    const rows = table.slice(0, table.indexOf('\n\n')).matchAll(/^\| ([^|]+) \|/gm);
    const named = [...rows].flatMap(([, cell = '']) => cell.match(/`[A-Z_]+`/g) ?? []);
    expect(named.sort()).toEqual([...asked].map((name) => `\`${name}\``).sort());
  });
});

interface Expression {
  readonly where: string;
  readonly text: string;
}

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly { readonly expr: string }[];
}

const dashboard = JSON.parse(read('grafana/dashboards/ledger.json')) as { panels: Panel[] };
const alerts = yaml('prometheus/alerts.yml') as {
  groups: { rules: { alert: string; expr: string }[] }[];
};

const expressions: readonly Expression[] = [
  ...dashboard.panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({ where: `panel ${title}`, text: expr })),
  ),
  ...alerts.groups.flatMap(({ rules }) =>
    rules.map(({ alert, expr }) => ({ where: `alert ${alert}`, text: expr })),
  ),
];

/** Every series the server exports, with its own labels. */
async function exported(): Promise<Map<string, readonly string[]>> {
  const series = new Map<string, readonly string[]>([['up', []]]);
  for (const { name, kind, labels } of Object.values(METRICS)) {
    if (kind !== 'histogram') series.set(name, labels);
    else for (const part of ['bucket', 'sum', 'count']) series.set(`${name}_${part}`, labels);
  }
  const registry = new Registry();
  addProcessMetrics(registry);
  for (const { name } of await registry.getMetricsAsJSON()) series.set(name, []);
  return series;
}

const METRIC = /\b(?:up|(?:ledger|process|nodejs)_[a-z0-9_]+)\b/g;
/** Labels that Prometheus adds, and the bounds of a histogram. */
const ADDED = ['job', 'instance', 'le'];

function labelsIn(text: string): readonly string[] {
  const grouped = [...text.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) =>
    list.split(','),
  );
  const selected = [...text.matchAll(/\{([^}]*)\}/g)]
    .flatMap(([, list = '']) => [...list.matchAll(/(\w+)\s*[=!]/g)])
    .map(([, label = '']) => label);
  return [...grouped, ...selected].map((label) => label.trim());
}

describe('Dashboard and alerts', () => {
  it('use only metrics that the server exports, with labels that those have', async () => {
    const series = await exported();
    expect(expressions.length).toBeGreaterThan(30);
    for (const { where, text } of expressions) {
      const metrics = text.match(METRIC) ?? [];
      expect([where, metrics.length > 0]).toEqual([where, true]);
      const unknown = metrics.filter((metric) => !series.has(metric));
      expect([where, unknown]).toEqual([where, []]);
      const labels = [...ADDED, ...metrics.flatMap((metric) => series.get(metric) ?? [])];
      const unlabelled = labelsIn(text).filter((label) => !labels.includes(label));
      expect([where, unlabelled]).toEqual([where, []]);
    }
  });

  it('leave no metric of the ledger out', () => {
    const used = expressions.flatMap(({ text }) => text.match(METRIC) ?? []);
    for (const { name } of Object.values(METRICS)) {
      expect([name, used.some((metric) => metric.startsWith(name))]).toEqual([name, true]);
    }
  });

  it('ask the source that is provisioned, in panels with distinct titles', () => {
    const { datasources } = yaml('grafana/provisioning/datasources/prometheus.yaml') as {
      datasources: { uid: string; url: string }[];
    };
    expect(datasources.map(({ url }) => url)).toEqual(['http://prometheus:9090']);
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { datasource, targets } of dashboard.panels) {
      if (targets !== undefined) expect(datasource?.uid).toBe(datasources[0]?.uid);
    }
  });
});

describe('Prometheus', () => {
  it('asks every process of the ledger, where it listens', () => {
    const { scrape_configs, rule_files } = yaml('prometheus/prometheus.yml') as {
      scrape_configs: {
        job_name: string;
        dns_sd_configs?: { names: string[]; port: number }[];
      }[];
      rule_files: string[];
    };
    const asked = scrape_configs.flatMap(({ job_name, dns_sd_configs = [] }) =>
      dns_sd_configs.map(({ names, port }) => [job_name, ...names, port]),
    );
    expect(asked).toEqual(ours.map(([name]) => [name, name, 3000]));
    expect(containerfile).toMatch(/PORT=3000/);
    for (const file of rule_files)
      expect(existsSync(join(INFRA, 'prometheus', file))).toBe(true);
  });
});
