import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invalidReference, print, reference } from './arbitraries/references.ts';
import type { Reference } from './arbitraries/references.ts';
import { evaluate } from './engines.ts';
import { runs } from './runs.ts';

type Parsed = { host: string; registry: string; repository: string; tag: string; digest: string };
type Answer = {
  text: string;
  parsed: Parsed[];
  problems: string[];
  /** Of the parsed reference: its name, what its tag means, and it spelled out. */
  spelled: [string, string, string][];
  /** The same of what is spelled out. */
  again: [string, string, string][];
};

/** What the library makes of each text; an array where it may be undefined. */
async function understood(texts: string[]): Promise<Answer[]> {
  const spell = (parsed: string) =>
    `[data.lib.reference.name(${parsed}), data.lib.reference.tag(${parsed}), data.lib.reference.canonical(${parsed})]`;
  const query = `[answer |
    some text in data.texts
    parsed := [each | each := data.lib.reference.parse(text)]
    problems := [each | each := data.lib.reference.problem(text)]
    spelled := [${spell('parsed[_]')} | parsed[_]]
    again := [${spell('each')} | some [_, _, canonical] in spelled; each := data.lib.reference.parse(canonical)]
    answer := {"text": text, "parsed": parsed, "problems": problems, "spelled": spelled, "again": again}
  ]`;
  return (await evaluate(query, { texts })) as Answer[];
}

function meant({ host, path, tag, digest }: Reference): Answer['spelled'][0] {
  const registry = ['', 'index.docker.io'].includes(host) ? 'docker.io' : host;
  const official = registry === 'docker.io' && path.length === 1;
  const name = [registry, ...(official ? ['library'] : []), ...path].join('/');
  const meantTag = tag || (digest ? '' : 'latest');
  return [name, meantTag, `${name}${meantTag && `:${meantTag}`}${digest && `@${digest}`}`];
}

test('a reference is what it was printed from, also spelled out', async () => {
  const references = fc.sample(reference, { seed: 1, numRuns: runs(300) });
  const answers = await understood(references.map(print));
  references.forEach((each, index) => {
    const spelled = meant(each);
    const [name] = spelled;
    const registry = name.slice(0, name.indexOf('/'));
    expect.soft(answers[index]).toEqual({
      text: print(each),
      parsed: [
        {
          host: each.host,
          registry,
          repository: name.slice(registry.length + 1),
          tag: each.tag,
          digest: each.digest,
        },
      ],
      problems: [],
      spelled: [spelled],
      again: [spelled],
    });
  });
});

test('what is no reference has a problem', async () => {
  const texts = fc.sample(invalidReference, { seed: 2, numRuns: runs(300) });
  for (const { text, parsed, problems } of await understood(texts)) {
    expect.soft({ text, parsed, problems }).toEqual({
      text,
      parsed: [],
      problems: [expect.stringMatching(/^(is|has) .+$/)],
    });
  }
});

test('any text is a reference or has a problem', async () => {
  const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), { seed: 3, numRuns: runs(300) });
  const near = fc.sample(fc.string({ unit: fc.constantFrom(...'aA0.:/@-_[]') }), {
    seed: 4,
    numRuns: runs(300),
  });
  for (const { text, parsed, problems } of await understood([...texts, ...near])) {
    expect.soft({ text, outcomes: parsed.length + problems.length }).toEqual({ text, outcomes: 1 });
  }
});
