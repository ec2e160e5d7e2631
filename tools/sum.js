// Sums what the runners left in .results/ into one line: `N passed, N failed`, skipped tests named where there are any.
import { readFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(`.results/${name}`, 'utf8'));
const vitest = read('vitest.json');
const opa = read('opa.json');
const opaFailed = opa.filter(({ fail, error }) => fail || error).length;
const opaSkipped = opa.filter(({ skip }) => skip).length;

const failed = vitest.numFailedTests + opaFailed;
const skipped = vitest.numPendingTests + vitest.numTodoTests + opaSkipped;
const passed = vitest.numPassedTests + opa.length - opaFailed - opaSkipped;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
if (failed > 0) process.exit(1);
