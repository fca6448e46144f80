import cliProgress from 'cli-progress';
import type { LoadProgress } from '@ledger/intake';

/** Shows progress: a bar on a terminal, occasional lines elsewhere. */
export interface ProgressDisplay {
  readonly show: (progress: LoadProgress) => void;
  readonly end: () => void;
}

/** How many lines are written where there is no terminal. */
const LINES = 10;

/** Shows the progress of a load. */
export function progressOn(output: NodeJS.WriteStream, title: string): ProgressDisplay {
  return output.isTTY ? progressBar(output, title) : progressLines(output, title);
}

function progressBar(stream: NodeJS.WriteStream, title: string): ProgressDisplay {
  const format = `${title} {bar} {value}/{total} {what}`;
  const bar = new cliProgress.SingleBar({
    format,
    stream,
    hideCursor: true,
    clearOnComplete: true,
  });
  let isStarted = false;
  return {
    show({ done, total, what }) {
      if (!isStarted) bar.start(total, done, { what });
      else bar.update(done, { what });
      isStarted = true;
    },
    end: () => bar.stop(),
  };
}

function progressLines(output: NodeJS.WriteStream, title: string): ProgressDisplay {
  let written = 0;
  return {
    show({ done, total, what }) {
      const part = Math.floor((done / total) * LINES);
      if (part <= written) return;
      written = part;
      output.write(`${title} ${done}/${total} ${what}\n`);
    },
    end: () => undefined,
  };
}
