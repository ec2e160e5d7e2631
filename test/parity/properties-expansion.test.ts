import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disagreements } from './oracle-compare.ts';
import { askOracle } from './oracle.ts';
import { runs } from '../runs.ts';
import { programsOf, type Manner } from './programs.ts';

// Whatever ARG, ENV, quotes and `${…}` make of FROM, LABEL and USER, the libs say what BuildKit says, or with quotes and
// wildcards that they do not know. FUZZ_RUNS raises the number of programs of each manner.

test.each<{ manner: Manner; mayBe: string[] }>([
  { manner: 'plain', mayBe: [] },
  { manner: 'quoted', mayBe: ['unknown', 'refused'] },
  { manner: 'wild', mayBe: ['unknown', 'refused'] },
])(
  '$manner programs come to what BuildKit makes of them',
  async ({ manner, mayBe }) => {
    const numRuns = runs(200);
    const programs = fc.sample(programsOf(manner), { numRuns, seed: 20 });
    const found = await disagreements(programs);
    const wrong = programs
      .map((question, index) => ({
        ...question,
        found: found[index]!.filter(({ kind }) => !mayBe.includes(kind)),
      }))
      .filter((each) => each.found.length > 0)
      .sort((one, other) => one.dockerfile.length - other.dockerfile.length);
    expect(wrong.slice(0, 3)).toEqual([]);

    const answers = await askOracle(programs);
    const built = answers.filter((answer) => !('error' in answer));
    expect(built.length).toBeGreaterThan(numRuns / 4);
  },
  600_000,
);
