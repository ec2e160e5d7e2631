import { expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { loadPolicy } from '../../src/policy-file.ts';
import type { Disagreement } from './differences.ts';
import { texts } from './files.ts';
import { isAmbiguous, isCause, placedIn, problemOf, type Placed } from './places.ts';
import { conclude } from './tally.ts';

// What a finding shows is the token that it names: not its line, not its neighbours, and of several that are equal the one that is meant.

const settings = {
  parameters: {
    'non-root-user': { require_numeric: true },
    'minimal-base-image': { allow_shell: false },
    'required-labels': { workload_labels: [{ key: 'team' }] },
    'trusted-registry': { registries: ['registry.example.com'] },
  },
};

test.each(['dockerfile', 'manifest'] as const)(
  'every range in every %s',
  async (kind) => {
    const policy = await loadPolicy();
    const files = texts(kind);
    const wrong: Disagreement[] = [];
    let facts = 0;
    let ambiguous = 0;
    for (const { name: file, text } of files) {
      // In the corpus are names that only somebody who names the file outright would call a Dockerfile.
      const name = kind === 'dockerfile' ? 'Dockerfile' : file;
      const find = (text: string): Placed[] => {
        try {
          return placedIn(name, text, policy, settings);
        } catch (error) {
          if (error instanceof InputError) return [];
          throw error;
        }
      };
      for (const placed of find(text)) {
        facts++;
        let problem = problemOf(text, placed);
        if (isAmbiguous(placed)) {
          ambiguous++;
          if (!isCause(placed, text, find)) problem ??= `shows another ${placed.token}`;
        }
        if (problem !== undefined)
          wrong.push({ file, what: `${placed.rule}: ${placed.message}: ${problem}` });
      }
    }
    // If these were few the test would prove little.
    if (kind === 'dockerfile') expect(ambiguous).toBeGreaterThan(40);
    conclude({ between: 'the text', what: `places in ${kind}s`, files: files.length, facts }, wrong);
  },
  300_000,
);
