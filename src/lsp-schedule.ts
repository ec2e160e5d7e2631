/** In milliseconds: changes that follow each other faster than this are one. */
const pause = 10;

/** Runs something for each document, once for all that changes in one go. */
export type Scheduler = {
  /** When nothing has changed for a moment; the first time at once. */
  soon: (uri: string) => void;
  /** Never mind: the document is closed. */
  drop: (uri: string) => void;
};

export function createScheduler(run: (uri: string) => unknown): Scheduler {
  const timers = new Map<string, NodeJS.Timeout>();
  return {
    soon(uri) {
      const last = timers.get(uri);
      clearTimeout(last);
      timers.set(uri, setTimeout(run, last === undefined ? 0 : pause, uri));
    },
    drop(uri) {
      clearTimeout(timers.get(uri));
      timers.delete(uri);
    },
  };
}
