// Sums what the runners left in .results/ into one line: `N passed, N failed`, skipped tests named where there are any.
import { existsSync, readFileSync } from 'node:fs';

const read = (name) => {
  const file = `.results/${name}.json`;
  return existsSync(file) ? [JSON.parse(readFileSync(file, 'utf8'))] : [];
};

const vitest = ['vitest', 'e2e'].flatMap(read).map((run) => ({
  passed: run.numPassedTests,
  failed: run.numFailedTests,
  skipped: run.numPendingTests + run.numTodoTests,
}));
const opa = read('opa').map((tests) => {
  const failed = tests.filter(({ fail, error }) => fail || error).length;
  const skipped = tests.filter(({ skip }) => skip).length;
  return { passed: tests.length - failed - skipped, failed, skipped };
});

const total = (key) => [...vitest, ...opa].reduce((sum, each) => sum + each[key], 0);
const skipped = total('skipped');
console.log(
  `${total('passed')} passed, ${total('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
);
if (total('failed') > 0) process.exit(1);
