import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { SingleBar } from 'cli-progress';
import type { Watch } from './check.ts';

export type Progress = {
  watch: Watch;
  /** Takes the bar away and gives the cursor back. */
  stop: () => void;
};

/** In milliseconds: how long a run takes until people want to see that it goes on, and how often they see it. */
const patience = 1000;
const interval = 50;

/**
 * Keeps a run that goes on for long responsive: lets the process hear signals, and draws a bar on the terminal if there
 * is one.
 */
export function createProgress(terminal: NodeJS.WritableStream | undefined): Progress {
  const start = performance.now();
  let last = start;
  let bar: SingleBar | undefined;

  async function turn(done: number, total: number): Promise<void> {
    if (terminal !== undefined && bar === undefined && last - start >= patience) {
      bar = await createBar(terminal);
      bar.start(total, done);
    }
    bar?.update(done);
    await setImmediate();
  }

  return {
    watch: (done, total) => {
      const now = performance.now();
      if (now - last < interval) return undefined;
      last = now;
      return turn(done, total);
    },
    stop: () => {
      bar?.stop();
      bar = undefined;
    },
  };
}

async function createBar(stream: NodeJS.WritableStream): Promise<SingleBar> {
  const { default: progress } = await import('cli-progress');
  return new progress.SingleBar(
    { stream, format: '{bar} {value} of {total} files', clearOnComplete: true, hideCursor: true },
    progress.Presets.shades_classic,
  );
}
