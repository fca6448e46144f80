import {
  CloseFollowUp,
  DefineMeasure,
  RaiseFollowUp,
  RedefineMeasure,
  RegisterArea,
  RegisterDimension,
  RegisterOwnership,
  RegisterPublication,
  RegisterPublisher,
  ReportFiguresTogether,
  SealPublication,
} from '@ledger/figures-application';
import type { ReportFigure } from '@ledger/figures-domain';
import type { LoadOptions } from '@ledger/intake';
import type { RoleProcess } from './role-process.js';

/** Sends commands over HTTP to several processes in rotation. */
export function commandsOver(apis: readonly RoleProcess[]): LoadOptions['commands'] {
  let sent = 0;
  const execute = async (command: unknown): Promise<unknown> => {
    const api = apis[sent++ % apis.length]!;
    if (command instanceof ReportFiguresTogether) return report(api, command.reports);
    const [path, body] = addressed(command);
    const answer = await api.call(path, body);
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  return { execute } as LoadOptions['commands'];
}

/** The path and body of a command. */
function addressed(command: unknown): [path: string, body: unknown] {
  if (command instanceof RegisterPublisher) return ['/publishers', command.facts];
  if (command instanceof RegisterArea) return ['/areas', command.facts];
  if (command instanceof RegisterDimension) return ['/dimensions', command.facts];
  if (command instanceof RegisterOwnership) return ['/ownerships', command.facts];
  if (command instanceof DefineMeasure) return ['/measures', command.facts];
  if (command instanceof RegisterPublication) return ['/publications', command.facts];
  if (command instanceof RaiseFollowUp) return ['/follow-ups', command.facts];
  if (command instanceof RedefineMeasure) {
    const { code, ...facts } = command.facts;
    return [`/measures/${code}/definitions`, facts];
  }
  if (command instanceof SealPublication) {
    return [`/publications/${command.publication}/seal`, {}];
  }
  if (command instanceof CloseFollowUp) {
    return [`/follow-ups/${command.followUp}/close`, command.closing];
  }
  throw new TypeError(`No address for ${String(command)}`);
}

async function report(api: RoleProcess, reports: readonly ReportFigure[]): Promise<unknown> {
  const answer = await fetch(`${api.url}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(reports.map(reportJson)),
  });
  if (!answer.ok) throw new Error(`/reports: ${await answer.text()}`);
  return answer.json();
}

/** A report as upstream systems write it. */
function reportJson({ key: _key, figure, ...printed }: ReportFigure): object {
  return { ...figure, ...printed };
}
