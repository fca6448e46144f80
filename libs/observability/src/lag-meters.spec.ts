import { describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { NO_STREAM } from '@ledger/event-store-port';
import { Registry } from 'prom-client';
import {
  BridgeMeter,
  FindingsMeter,
  ProjectionMeter,
  type ProjectionPlace,
} from './lag-meters.js';
import { LAG_EVENTS_MAX } from './lag.js';
import { makeMetrics } from './metrics.js';

const NOON_MS = Date.UTC(2026, 0, 1, 12);

/** A log of so many events, one a second, the last of them at noon. */
async function logOf(events: number): Promise<InMemoryEventStore> {
  const store = new InMemoryEventStore();
  for (let i = 0; i < events; i += 1) {
    const recordedAt = new Date(NOON_MS - (events - 1 - i) * 1000).toISOString();
    const body = JSON.stringify({ recordedAt });
    await store.append(`s${i}`, NO_STREAM, [{ id: String(i), type: 'FigureRecorded', body }]);
  }
  return store;
}

function at(
  name: string,
  position: number,
  state: ProjectionPlace['state'] = 'live',
): ProjectionPlace {
  return { name, position, state };
}

function lines(text: string, part: RegExp): readonly string[] {
  return text.split('\n').filter((line) => !line.startsWith('#') && part.test(line));
}

/** The exposition after the projections' states were reported, one by one. */
async function exposed(
  log: InMemoryEventStore,
  nowMs: number,
  ...states: readonly (readonly ProjectionPlace[])[]
): Promise<string> {
  const registry = new Registry();
  let places: readonly ProjectionPlace[] = [];
  const meter = new ProjectionMeter(makeMetrics(registry), async () => places);
  for (places of states) await meter.refresh(log, nowMs);
  return registry.metrics();
}

describe('The lag of projections', () => {
  it('is the events behind each, and the age of the first of them', async () => {
    const places = [at('figures', 10), at('words', 7)];
    const text = await exposed(await logOf(10), NOON_MS + 500, places);
    expect(lines(text, /projection_(lag|pos)/)).toEqual([
      'ledger_projection_position{projection="figures"} 10',
      'ledger_projection_position{projection="words"} 7',
      'ledger_projection_lag_events{projection="figures"} 0',
      'ledger_projection_lag_events{projection="words"} 3',
      'ledger_projection_lag_seconds{projection="figures"} 0',
      'ledger_projection_lag_seconds{projection="words"} 2.5',
    ]);
  });

  it('is counted for each from where it stands, up to a bound', async () => {
    const places = [at('figures', 0), at('words', LAG_EVENTS_MAX + 5)];
    const text = await exposed(await logOf(LAG_EVENTS_MAX + 10), NOON_MS, places);
    expect(lines(text, /lag_events/)).toEqual([
      `ledger_projection_lag_events{projection="figures"} ${LAG_EVENTS_MAX}`,
      'ledger_projection_lag_events{projection="words"} 5',
    ]);
  });

  it('is never less than nothing, whatever the clocks of machines say', async () => {
    const text = await exposed(await logOf(1), NOON_MS - 5_000, [at('figures', 0)]);
    expect(lines(text, /lag_seconds/)).toEqual([
      'ledger_projection_lag_seconds{projection="figures"} 0',
    ]);
  });

  it('says which projection stands still, and forgets one that is gone', async () => {
    const log = await logOf(3);
    const stopped = [at('figures', 3, 'stopped'), at('words', 3)];
    expect(lines(await exposed(log, NOON_MS, stopped), /stopped/)).toEqual([
      'ledger_projection_stopped{projection="figures"} 1',
      'ledger_projection_stopped{projection="words"} 0',
    ]);
    const later = await exposed(log, NOON_MS, stopped, [at('words', 3)]);
    expect(lines(later, /projection_/)).not.toContainEqual(expect.stringContaining('figures'));
  });
});

describe('What a bridge tells', () => {
  it('counts messages in by what became of them, and how far its lanes are behind', async () => {
    const registry = new Registry();
    const bridge = new BridgeMeter(makeMetrics(registry));
    bridge.reportsTaken('recorded', 3);
    bridge.reportRefused('malformed-report');
    bridge.reportsLag(2, 40);
    bridge.sent('ledger.events.v1', 5);
    bridge.laneReached('kafka-events', 8);
    await bridge.refresh(await logOf(10), NOON_MS);
    expect(lines(await registry.metrics(), /bridge|reports/)).toEqual([
      'ledger_bridge_in_messages_total 4',
      'ledger_bridge_in_lag_messages{partition="2"} 40',
      'ledger_bridge_refused_total{code="malformed-report"} 1',
      'ledger_bridge_out_messages_total{topic="ledger.events.v1"} 5',
      'ledger_bridge_out_lag_events{lane="kafka-events"} 2',
      'ledger_bridge_out_lag_seconds{lane="kafka-events"} 1',
      'ledger_reports_total{outcome="recorded"} 3',
      'ledger_reports_total{outcome="refused"} 1',
      'ledger_reports_refused_total{code="malformed-report"} 1',
    ]);
  });

  it('is silent of a lane that another bridge may have', async () => {
    const registry = new Registry();
    const bridge = new BridgeMeter(makeMetrics(registry));
    bridge.laneReached('kafka-events', 8);
    bridge.laneReached('kafka-current', 7);
    bridge.laneLeft('kafka-events');
    await bridge.refresh(await logOf(10), NOON_MS);
    expect(lines(await registry.metrics(), /out_lag_events/)).toEqual([
      'ledger_bridge_out_lag_events{lane="kafka-current"} 3',
    ]);
  });
});

describe('What a follower of findings tells', () => {
  it('counts reviews by their outcome, and how far it is behind until it leaves', async () => {
    const registry = new Registry();
    const findings = new FindingsMeter(makeMetrics(registry));
    findings.reviewed(2, 1);
    findings.refused('too-many-figures-to-check');
    findings.reached(7);
    await findings.refresh(await logOf(10), NOON_MS);
    expect(lines(await registry.metrics(), /findings/)).toEqual([
      'ledger_findings_reviews_total{outcome="reviewed"} 1',
      'ledger_findings_reviews_total{outcome="too-many-figures-to-check"} 1',
      'ledger_findings_raised_total 2',
      'ledger_findings_closed_total 1',
      'ledger_findings_lag_events{follower="findings"} 3',
      'ledger_findings_lag_seconds{follower="findings"} 2',
    ]);
    findings.left();
    await findings.refresh(await logOf(10), NOON_MS);
    expect(lines(await registry.metrics(), /lag/)).toEqual([]);
  });
});
