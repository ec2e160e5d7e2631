import type { Document } from './document.ts';
import type { Path } from './finding.ts';
import { editValue } from './yaml-edit.ts';
import { cleanJson, parseJson } from './yaml-json.ts';
import { locateValue } from './yaml-locate.ts';
import { resolve, resolveKey } from './yaml-resolve.ts';
import { cut, openSource, rangeOf, refuse, refuseOddCharacters } from './yaml-source.ts';
import type { Source } from './yaml-source.ts';
import { explainTemplate } from './yaml-template.ts';
import { parseTree } from './yaml-tree.ts';
import type { Node } from './yaml-tree.ts';
import { newBudget, toValue } from './yaml-value.ts';
import type { Dialect } from './yaml-value.ts';

/** How many inputs one file may hold. */
const MAX_INPUTS = 100_000;

/**
 * The inputs of the policy in the text of a manifest: the JSON value that `conftest parse` gives for each YAML
 * document, or each item of it when it is a list. Where conftest silently takes the first of several documents for
 * the only one, as before `--- # comment`, all of them are there, as kubectl finds them.
 *
 * InputError for what cannot be read, a template among it.
 * @param format - what conftest takes the file for: JSON by the extension `.json`, else YAML
 */
export function readManifest(text: string, format: 'yaml' | 'json' = 'yaml'): Document[] {
  const source = openSource(text);
  const read = format === 'json' ? [readJson(cleanJson(source))] : readYaml(source);
  return read.flatMap(({ value, locate, edit }, index) => {
    const document = (input: unknown, prefix: Path): Document => ({
      kind: 'workload',
      index,
      prefix,
      input,
      locate: (path, ...part) => locate([...prefix, ...path], ...part),
      edit: (change) => edit({ ...change, path: [...prefix, ...change.path] }),
    });
    return Array.isArray(value) ? value.map((item, n) => document(item, [n])) : [document(value, [])];
  });
}

/** Whether an input is an object of Kubernetes, by its looks. */
export function holdsKubernetesObject({ input }: Document): boolean {
  if (typeof input !== 'object' || input === null) return false;
  const { apiVersion, kind } = input as Record<string, unknown>;
  return typeof apiVersion === 'string' && typeof kind === 'string';
}

/** Whether it is worth reading a text to see if a Kubernetes object is in it. */
export function mayHoldKubernetesObject(text: string): boolean {
  return text.includes('apiVersion') && text.includes('kind');
}

/** The way from a path in a YAML document to the text. */
type Places = Pick<Document, 'locate' | 'edit'>;
type Read = { value: unknown } & Places;

/** YAML as conftest and kubectl read it. */
const dialect: Dialect = { scalar: resolve, key: resolveKey, lenient: true };

function readYaml(source: Source): Read[] {
  const budget = newBudget();
  let inputs = 0;
  const read: Read[] = [];
  try {
    refuseOddCharacters(source);
    for (const part of split(source)) {
      const roots = parseTree(part);
      const places = openPlaces(part);
      if (roots.length === 0) read.push({ value: null, ...places(0) });
      for (const [index, root] of roots.entries()) {
        inputs += root.kind === 'sequence' ? root.items.length : 1;
        if (inputs > MAX_INPUTS)
          refuse(part, root.start, `more than ${MAX_INPUTS} documents or items of a list`);
        const value = toValue(root, part, dialect, budget);
        // conftest does not see the others, so an empty one among them is no input of it.
        if (index === 0 || value !== null) read.push({ value, ...places(index) });
      }
    }
  } catch (error) {
    throw explainTemplate(source.text, error);
  }
  return read;
}

function readJson(source: Source): Read {
  const value = parseJson(source);
  if (Array.isArray(value) && value.length > MAX_INPUTS)
    refuse(source, 0, `more than ${MAX_INPUTS} items of a list`);
  return { value, ...openPlaces(source)(0) };
}

/** Parses the text once more when a place in it is asked for, which is seldom. */
function openPlaces(source: Source): (index: number) => Places {
  let roots: Node[] | undefined;
  return (index) => {
    const written = () => {
      roots ??= parseTree(source);
      const root = roots[index];
      return root && { source, root, dialect };
    };
    return {
      locate(path, token, occurrence) {
        const document = written();
        const span = document && locateValue(document, path, { token, occurrence });
        return rangeOf(source, span ?? { start: 0, end: 0 });
      },
      edit(change) {
        const document = written();
        const found = document && editValue(document, change);
        return found && { range: rangeOf(source, found), text: found.text };
      },
    };
  };
}

/**
 * The parts that conftest splits a text into: at each line that is exactly `---`, with the line ends of Windows when
 * there are any. Directives stay with the part they are for.
 */
function* split(source: Source): Generator<Source> {
  const { text } = source;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const separator = `${lineBreak}---${lineBreak}`;
  for (let start = 0, from = 0; ;) {
    const found = text.indexOf(separator, from);
    const end = found < 0 ? text.length : found;
    const joins = found >= 0 && endsInDirectives(text.slice(from, end));
    from = end + separator.length;
    if (joins) continue;
    yield cut(source, { start, end });
    if (found < 0) return;
    start = from;
  }
}

/** Whether what comes after the last document of a part is directives, which need the `---` to follow. */
function endsInDirectives(part: string): boolean {
  const lines = part.split(/\r\n?|\n/);
  const last = lines.findLastIndex((line) => !/^(?:\uFEFF?%.*|[ \t]*(?:#.*)?)$/.test(line));
  const endsDocument = last < 0 || /^\.\.\.(?:[ \t]|$)/.test(lines[last]!);
  return endsDocument && lines.slice(last + 1).some((line) => /^\uFEFF?%/.test(line));
}
