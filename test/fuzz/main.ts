import { writeSync } from 'node:fs';
import fc from 'fast-check';
import { examine } from './examine.ts';
import { input } from './inputs.ts';
import type { Input } from './inputs.ts';

// Examines the inputs that these seeds make, and tells tools/fuzz.js on descriptor 3 what it is at, a JSON text a line.
// It writes at once, before anything that may never end.

/** Seconds for finding a smaller input that shows the same mistake. */
const shrinking = 30;

const [first, last, folder] = process.argv.slice(2) as [string, string, string];
for (let seed = Number(first); seed <= Number(last); seed++) {
  let outcome: string | undefined;
  let tried: Input | undefined;
  const started = performance.now();
  let took: number | undefined;
  const { failed, counterexample, counterexamplePath, errorInstance } = await fc.check(
    fc.asyncProperty(input, async (each) => {
      tried ??= each;
      tell({ begin: seed });
      try {
        outcome = await examine(each, folder);
      } finally {
        took ??= performance.now() - started;
      }
    }),
    { seed, numRuns: 1, interruptAfterTimeLimit: shrinking * 1000 },
  );
  if (failed) {
    // So that the smallest one is what lies in the folder.
    await examine(counterexample![0], folder).catch(() => {});
    tell({ problem: String((errorInstance as Error).stack), path: counterexamplePath });
  }
  tell({
    end: seed,
    kind: tried!.kind,
    outcome: failed ? 'broken' : outcome,
    ms: took!,
    ...((seed % 100 === 0 || seed === Number(last)) && { rss: process.memoryUsage.rss() }),
  });
}

function tell(message: object): void {
  writeSync(3, `${JSON.stringify(message)}\n`);
}
