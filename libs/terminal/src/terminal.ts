import { positionsAsText } from '@ledger/figures-application';
import cliProgress from 'cli-progress';

/** Where a command writes: results to `out`, messages and progress to `err`. */
export interface Terminal {
  readonly out: NodeJS.WritableStream;
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Shows the progress of a long operation. */
export interface Progress {
  at(done: number, total: number, what: string): void;
  end(): void;
}

const LINE_EVERY_MS = 2_000;

/** A progress bar on a terminal; elsewhere an occasional plain line, so that logs stay readable. */
export function progressOn(terminal: Terminal, title: string): Progress {
  return terminal.err.isTTY === true ? bar(terminal, title) : lines(terminal, title);
}

/** Writes one line of the result. */
export function say(terminal: Terminal, line: string): void {
  terminal.out.write(`${line}\n`);
}

/** Writes the result as one JSON document. */
export function sayJson(terminal: Terminal, value: unknown): void {
  terminal.out.write(`${JSON.stringify(value, positionsAsText, 2)}\n`);
}

/** Formats rows in aligned columns; numbers are aligned to the right. */
export function tableOf(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length)),
  );
  const isNumber = header.map((_, column) =>
    rows.every((row) => /^[-+]?[\d,.]*%?$/.test(row[column] ?? '')),
  );
  return all
    .map((row) =>
      widths
        .map((width, column) => {
          const cell = row[column] ?? '';
          return isNumber[column] === true ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function bar(terminal: Terminal, title: string): Progress {
  const shown = new cliProgress.SingleBar({
    stream: terminal.err,
    format: `${title} {bar} {percentage}% {value}/{total} {what}`,
    hideCursor: true,
    clearOnComplete: false,
  });
  let isStarted = false;
  return {
    at: (done, total, what) => {
      if (!isStarted) shown.start(total, 0, { what });
      isStarted = true;
      shown.setTotal(total);
      shown.update(done, { what });
    },
    end: () => shown.stop(),
  };
}

function lines(terminal: Terminal, title: string): Progress {
  let nextMs = 0;
  let last = '';
  return {
    at: (done, total, what) => {
      last = `${title}: ${done} of ${total} (${what})`;
      if (Date.now() < nextMs) return;
      nextMs = Date.now() + LINE_EVERY_MS;
      terminal.err.write(`${last}\n`);
      last = '';
    },
    end: () => {
      if (last !== '') terminal.err.write(`${last}\n`);
    },
  };
}
