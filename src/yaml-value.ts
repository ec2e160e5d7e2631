import { SCALAR_STYLE } from 'js-yaml';
import { MAX_DEPTH } from './yaml-outline.ts';
import type { Value } from './yaml-resolve.ts';
import { scalarText } from './yaml-scalar.ts';
import { refuse } from './yaml-source.ts';
import type { Source } from './yaml-source.ts';
import type { Mapping, Node, Scalar } from './yaml-tree.ts';

/** What YAML leaves to its reader. `scalar` and `key` give undefined for what cannot be read. */
export type Dialect = {
  scalar: (tag: string, text: string, plain: boolean) => Value | undefined;
  key: (tag: string, text: string, plain: boolean) => string | undefined;
  /** Whether `<<` brings in another mapping, and a key may come again, the last one being valid. */
  lenient: boolean;
};

/** How much of a file's values may come from aliases, over all its documents: nodes, and characters in them. */
type Budget = { nodes: number; characters: number };

export function newBudget(): Budget {
  return { nodes: 1_000_000, characters: 10_000_000 };
}

/** The JSON value that a YAML node stands for. InputError where there is none, or where aliases make too much of it. */
export function toValue(root: Node, source: Source, dialect: Dialect, budget: Budget): unknown {
  /** The document itself counts, as in the reader of conftest and kubectl. */
  let decoded = 1;
  let expanded = 0;
  const expanding = new Set<Node>();

  function decode(node: Node, depth: number): unknown {
    count(node, depth);
    switch (node.kind) {
      case 'alias':
        return expand(node, () => decode(node.target, depth));
      case 'scalar':
        return decodeScalar(node);
      case 'sequence':
        return node.items.map((item) => decode(item, depth + 1));
      case 'mapping': {
        const object: Record<string, unknown> = {};
        fill(object, node, depth);
        return object;
      }
    }
  }

  function count(node: Node, depth: number): void {
    decoded++;
    if (depth > MAX_DEPTH) refuse(source, node.start, `nested more than ${MAX_DEPTH} levels deep`);
    if (expanding.size === 0) return;
    expanded++;
    budget.nodes--;
    if (node.kind === 'scalar') budget.characters -= Math.max(0, node.event.valueEnd - node.event.valueStart);
    const tooMany = expanded > 100 && decoded > 1000 && expanded / decoded > allowedShare(decoded);
    if (tooMany || budget.nodes < 0 || budget.characters < 0)
      refuse(
        source,
        [...expanding][0]!.start,
        'the aliases stand for too much: write it out, or split the file',
      );
  }

  function expand<T>(alias: Node & { kind: 'alias' }, decodeTarget: () => T): T {
    if (expanding.has(alias))
      refuse(source, alias.start, 'this alias stands for something that contains itself');
    expanding.add(alias);
    const value = decodeTarget();
    expanding.delete(alias);
    return value;
  }

  function decodeScalar(node: Scalar): unknown {
    const text = scalarText(source, node.event);
    const value = dialect.scalar(node.tag, text, isPlain(node));
    if (value === undefined)
      refuse(source, node.start, `the text is not what its tag ${shortTag(node.tag)} says`);
    if (typeof value !== 'number' && typeof value !== 'bigint') return value;
    if (!Number.isFinite(Number(value))) refuse(source, node.start, `JSON has no such number: ${text}`);
    return Number(value);
  }

  function fill(object: Record<string, unknown>, { items }: Mapping, depth: number): void {
    for (let index = 0; index < items.length; index += 2) {
      const key = items[index]!;
      const value = items[index + 1]!;
      if (dialect.lenient && isMerge(source, key)) {
        merge(object, value, depth);
        continue;
      }
      const name = decodeKey(key, depth);
      if (!dialect.lenient && Object.hasOwn(object, name))
        refuse(source, key.start, `the key ${name} comes twice`);
      const decodedValue = decode(value, depth + 1);
      if (name === '__proto__') Object.defineProperty(object, name, { ...PLAIN, value: decodedValue });
      else object[name] = decodedValue;
    }
  }

  function decodeKey(node: Node, depth: number): string {
    count(node, depth);
    if (node.kind === 'alias') return expand(node, () => decodeKey(node.target, depth));
    if (node.kind !== 'scalar') refuse(source, node.start, `a key must be text, not a ${node.kind}`);
    const text = scalarText(source, node.event);
    const name = dialect.key(node.tag, text, isPlain(node));
    if (name === undefined)
      refuse(source, node.start, text === '' ? 'a key is missing' : `${text} cannot be a key`);
    return name;
  }

  /** The last one wins, also over keys before it: not what YAML says, but what that reader does. */
  function merge(object: Record<string, unknown>, node: Node, depth: number): void {
    const sources = node.kind === 'sequence' ? node.items.toReversed() : [node];
    for (const from of sources) {
      const mapping = from.kind === 'alias' ? from.target : from;
      if (mapping.kind !== 'mapping') refuse(source, from.start, '<< takes a mapping or a list of mappings');
      count(from, depth);
      if (from.kind === 'alias') {
        expand(from, () => {
          count(mapping, depth);
          fill(object, mapping, depth);
        });
      } else fill(object, mapping, depth);
    }
  }

  return decode(root, 0);
}

const PLAIN = { enumerable: true, configurable: true, writable: true };

export function isPlain({ event }: Scalar): boolean {
  return event.style === SCALAR_STYLE.PLAIN;
}

export function isMerge(source: Source, key: Node): boolean {
  if (key.kind !== 'scalar' || key.event.valueEnd - key.event.valueStart !== 2) return false;
  const asked = (key.tag === '' && isPlain(key)) || key.tag === '!' || key.tag === 'tag:yaml.org,2002:merge';
  return asked && source.text.startsWith('<<', key.event.valueStart);
}

function shortTag(tag: string): string {
  return tag.replace('tag:yaml.org,2002:', '!!');
}

/**
 * The share of a document that may come from aliases: nearly all of a small one, little of a large one. The same
 * bounds as in the reader of conftest and kubectl.
 */
function allowedShare(nodes: number): number {
  const large = Math.min(1, Math.max(0, (nodes - 400_000) / 3_600_000));
  return 0.99 - 0.89 * large;
}
