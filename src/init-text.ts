import { stringify } from 'yaml';
import { rules } from './catalogue.ts';
import { escapeUnsafe } from './json.ts';
import { configuration as schema } from './schemas.ts';
import type { Survey } from './survey.ts';
import { visible } from './terminal.ts';
import { wrap } from './wrap.ts';
import { inline } from './yaml-inline.ts';

const maxWidth = 100;
/** How many things of a kind are named. */
const most = 20;

type Described = { title?: string; description?: string; examples?: unknown[]; $ref?: string };

const { properties, $defs } = schema as {
  properties: Record<string, Described>;
  $defs: Record<string, Described>;
};

/**
 * A policy-check.yaml that says what every key is for, with what is found as suggestions. Lines that begin with `##` are
 * for reading, those with `# ` are YAML: without it, each part is valid on its own and all of them together are.
 */
export function starter(found: Survey, schemaAddress: string): string {
  const suggestions: Record<string, string[]> = {
    rules: ruleLines(found),
    ignore: ignoreLines(found),
    overrides: overrideLines(found),
  };
  const notes: Record<string, string[]> = { target: stageNotes(found), rules: ruleNotes };
  const parts = Object.entries(properties).map(([key, property]) => {
    const { title, description, examples } = property.$ref
      ? $defs[property.$ref.split('/').at(-1)!]!
      : property;
    const lines = suggestions[key] ?? blockOf({ [key]: examples?.[0] });
    return [
      ...prose(`${title}: ${description}.`),
      ...(notes[key] ?? []).flatMap(prose),
      // What holds anyway may stand there.
      ...(key === 'profile' ? ['profile: recommended'] : lines.map((line) => `# ${line}`)),
    ];
  });
  const head = [
    `# yaml-language-server: $schema=${schemaAddress}`,
    ...prose(
      'What policy-check asks of the files in and below this folder; policy-check --help says how to run it.',
    ),
    ...prose(
      'Lines with one # are suggestions: take it out. policy-check --print-config FILE shows what holds for a file, and why.',
    ),
  ];
  return `${[head, ...parts].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function prose(text: string): string[] {
  return wrap(visible(text), maxWidth - 3).map((line) => `## ${line}`);
}

/** For reading, as what is written here holds whatever a profile says. */
const ruleNotes = [
  ...rules.map(({ id, title }) => `  ${id}: ${title}`),
  'policy-check explain RULE says why, and has the parameters; policy-check rules shows the severities.',
];

/** The one thing about the rules that nobody can know: which registries are trusted. */
function ruleLines({ registries }: Survey): string[] {
  const [example] = rules.flatMap(({ id, example_parameters }) =>
    id === 'trusted-registry' ? [example_parameters!] : [],
  );
  const head = ['rules:', '  trusted-registry:', '    parameters:'];
  if (registries.size === 0) return [...head, ...blockOf(example).map((line) => `      ${line}`)];
  const entries = [...registries].slice(0, most);
  return [
    ...head,
    '      registries: # those in use here; leave those that you trust',
    ...entries.map(([name, uses]) => `        - ${inline(name)} # ${counted(uses, 'use')}`),
  ];
}

function ignoreLines({ foreign, unreadable }: Survey): string[] {
  const entries = [
    ...foreign.map((folder) => ({ glob: `${escaped(folder)}/**`, why: '' })),
    ...unreadable
      .filter(({ file }) => !foreign.some((folder) => file.startsWith(`${folder}/`)))
      .map(({ file, message }) => ({ glob: escaped(file), why: ` # ${visible(message)}` })),
  ];
  if (entries.length === 0) return blockOf({ ignore: properties['ignore']!.examples![0] });
  return ['ignore:', ...entries.slice(0, most).map(({ glob, why }) => `  - ${inline(glob)}${why}`)];
}

function overrideLines({ production }: Survey): string[] {
  if (production.length === 0) return blockOf({ overrides: properties['overrides']!.examples![0] });
  const files = production.slice(0, most).map((folder) => `${escaped(folder)}/**`);
  return [
    'overrides:',
    '  - files:',
    ...files.map((glob) => `      - ${inline(glob)}`),
    '    profile: production',
  ];
}

function stageNotes({ stages }: Survey): string[] {
  const several = [...stages].filter(([, names]) => names.length > 1);
  return several.slice(0, most).map(([file, names]) => `${file} has the stages ${names.join(', ')}.`);
}

/** A path as the glob that means it alone. */
function escaped(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}

function blockOf(value: unknown): string[] {
  return escapeUnsafe(stringify(value, { lineWidth: 0 }))
    .trimEnd()
    .split('\n');
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
