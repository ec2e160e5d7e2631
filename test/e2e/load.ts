import { readFileSync } from 'node:fs';

/** Answers about all items in their order, so many at a time. */
export async function inTurns<T, R>(items: T[], width: number, ask: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < items.length; index = next++) answers[index] = await ask(items[index]!);
  };
  await Promise.all(Array.from({ length: width }, work));
  return answers;
}

/** Milliseconds that half and 99 % of the requests took at most, and requests in a second. */
export type Pace = { p50: number; p99: number; perSecond: number };

/** Like `inTurns`, with the pace of it. */
export async function paced<T, R>(items: T[], width: number, ask: (item: T) => Promise<R>) {
  const took: number[] = [];
  const begin = performance.now();
  const answers = await inTurns(items, width, async (item) => {
    const start = performance.now();
    const answer = await ask(item);
    took.push(performance.now() - start);
    return answer;
  });
  const perSecond = (items.length / (performance.now() - begin)) * 1000;
  took.sort((a, b) => a - b);
  const at = (part: number) => took[Math.min(took.length - 1, Math.floor(took.length * part))]!;
  const pace: Pace = { p50: at(0.5), p99: at(0.99), perSecond };
  return { answers, pace };
}

/** MiB that a process has in memory now, and had at most. */
export function memory(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mebibytes = (field: string) =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)![1]) / 1024;
  return { now: mebibytes('VmRSS'), most: mebibytes('VmHWM') };
}
