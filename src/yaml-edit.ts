import type { Path } from './finding.ts';
import type { Edit, Json } from './fix.ts';
import { lineBreakNear } from './lines.ts';
import { findPair, findToken } from './yaml-locate.ts';
import type { Written } from './yaml-locate.ts';
import { addLines, colonAfter, endOf, indentOf, lastEnd, lineAt, stepOf } from './yaml-layout.ts';
import type { SpanEdit } from './yaml-layout.ts';
import { decodeScalar } from './yaml-scalar.ts';
import type { Source } from './yaml-source.ts';
import type { Mapping, Node, Sequence } from './yaml-tree.ts';
import { isPlain } from './yaml-value.ts';
import { blockLines, flowText, prettyText, textOf } from './yaml-write.ts';

/**
 * An edit of a document's value as one of its text. undefined where the value is not written in a place of its own,
 * such as below an alias or an anchor that has one, or in a way that nobody could edit without reading all of it.
 */
export function editValue(written: Written, edit: Edit): SpanEdit | undefined {
  const steps = follow(written, edit.path);
  if (steps === undefined) return undefined;
  if (!('value' in edit)) return replaceToken(written, steps, edit);
  const { node, path } = steps.at(-1)!;
  const rest = edit.path.slice(path);
  if (node.kind === 'mapping' && rest.length > 0) return addPair(written, steps, nested(rest, edit.value));
  if (node.kind === 'sequence' && rest.length === 1) return addItem(written, node, rest[0]!, edit.value);
  return replaceNull(written, steps, rest.length > 0 ? nested(rest, edit.value) : edit.value);
}

/** A node on the way along a path, the key that holds it, and how many steps of the path lead to it. */
type Step = { node: Node; key?: Node; path: number };

/** The nodes along a path as far as there are any; undefined when one of them is written elsewhere or used twice. */
function follow(written: Written, path: Path): Step[] | undefined {
  const shared = aliasTargets(written.root);
  const steps: Step[] = [{ node: written.root, path: 0 }];
  for (let at = 0; ; at++) {
    const { node } = steps.at(-1)!;
    if (node.kind === 'alias' || shared.has(node)) return undefined;
    const name = path[at];
    if (name === undefined || node.kind === 'scalar') return steps;
    if (node.kind === 'sequence') {
      const item = node.items[Number(name)];
      if (item === undefined) return steps;
      steps.push({ node: item, path: at + 1 });
      continue;
    }
    const pair = findPair(written, node, String(name));
    if (pair === undefined) return steps;
    // What is merged into this mapping stands in another one.
    if (!node.items.includes(pair.key)) return undefined;
    steps.push({ ...pair, path: at + 1 });
  }
}

/** By the root of a document: a manifest may have thousands of edits. */
const knownTargets = new WeakMap<Node, Set<Node>>();

function aliasTargets(root: Node): Set<Node> {
  const known = knownTargets.get(root);
  if (known !== undefined) return known;
  const targets = new Set<Node>();
  knownTargets.set(root, targets);
  const waiting = [root];
  for (let node; (node = waiting.pop());) {
    if (node.kind === 'alias') targets.add(node.target);
    else if (node.kind !== 'scalar') for (const item of node.items) waiting.push(item);
  }
  return targets;
}

function replaceToken(
  { source }: Written,
  steps: Step[],
  { path, token, occurrence, text, insert }: Extract<Edit, { text: string }>,
): SpanEdit | undefined {
  const { node, path: depth } = steps.at(-1)!;
  if (insert !== undefined || token === undefined) return undefined;
  if (node.kind !== 'scalar' || depth < path.length) return undefined;
  const span = findToken(decodeScalar(source, node.event), { token, occurrence });
  if (span === undefined || source.text.slice(span.start, span.end) !== token) return undefined;
  return { ...span, text };
}

/** One pair that leads to a value: its key, and an object with the rest of the path. */
type Pair = { [key: string]: Json };

function nested(path: Path, value: Json): Pair {
  return path.reduceRight<Json>((inner, key) => ({ [String(key)]: inner }), value) as Pair;
}

function addPair(written: Written, steps: Step[], pair: Pair): SpanEdit | undefined {
  const { source } = written;
  const mapping = steps.at(-1)!.node as Mapping;
  if (mapping.flow) return addToFlow(source, mapping, (step) => pairText(source, steps, pair, step));
  const indent = indentOf(source, mapping);
  const end = endOf(source, mapping);
  if (indent === undefined || end === undefined || mapping.items[0]?.start !== mapping.start)
    return undefined;
  return addLines(source, end, blockLines(pair, indent, stepOf(source, nodesOf(steps))));
}

function pairText(source: Source, steps: Step[], pair: Pair, step: string | undefined): string {
  const quoted = isQuoted(source, steps);
  const [key, value] = Object.entries(pair)[0]!;
  if (quoted && step !== undefined) return `${JSON.stringify(key)}: ${prettyText(value, step)}`;
  return `${textOf(key, quoted)}: ${flowText(value, quoted)}`;
}

/** Whether the flow mappings around quote their keys, as JSON does. */
function isQuoted({ text }: Source, steps: Step[]): boolean {
  return nodesOf(steps).some(
    (node) => node.kind === 'mapping' && node.flow && text[node.items[0]?.start ?? -1] === '"',
  );
}

function nodesOf(steps: Step[]): Node[] {
  return steps.map(({ node }) => node);
}

function addItem(
  written: Written,
  sequence: Sequence,
  index: string | number,
  value: Json,
): SpanEdit | undefined {
  const { source } = written;
  if (index !== sequence.items.length) return undefined;
  const quoted = source.text[sequence.items[0]?.start ?? -1] === '"';
  if (sequence.flow) return addToFlow(source, sequence, () => flowText(value, quoted));
  const indent = indentOf(source, sequence);
  const end = endOf(source, sequence);
  if (indent === undefined || end === undefined) return undefined;
  return addLines(source, end, [`${indent}- ${flowText(value, quoted)}`]);
}

/**
 * Adds to what stands in brackets, on a line of its own if the last item has one.
 * @param write - gives the text; for a line of its own it gets the indentation that JSON takes for each level
 */
function addToFlow(
  source: Source,
  node: Mapping | Sequence,
  write: (step?: string) => string,
): SpanEdit | undefined {
  const { text } = source;
  const last = node.items.at(node.kind === 'mapping' ? -2 : -1);
  if (last === undefined) return { start: node.start + 1, end: node.start + 1, text: write() };
  const end = lastEnd(source, node);
  if (end === undefined) return undefined;
  const outer = lineAt(text, node.start).indent;
  const line = lineAt(text, last.start);
  const own = line.start > node.start && line.start + line.indent.length === last.start;
  if (!own) return { start: end, end, text: `, ${write()}` };
  const step = line.indent.startsWith(outer) ? line.indent.slice(outer.length) : '  ';
  const lineBreak = lineBreakNear(text, end, false);
  const added = write(step).replaceAll('\n', lineBreak + line.indent);
  return { start: end, end, text: `,${lineBreak}${line.indent}${added}` };
}

/** Writes a value where there is null, written or left out. */
function replaceNull(written: Written, steps: Step[], value: Json): SpanEdit | undefined {
  const { source, dialect } = written;
  const { node, key } = steps.at(-1)!;
  const parent = steps.at(-2)?.node;
  if (node.kind !== 'scalar' || key === undefined || parent?.kind !== 'mapping') return undefined;
  const { tag, event } = node;
  if (tag !== '' || event.anchorEnd >= 0 || !isPlain(node)) return undefined;
  const { valueStart: start, valueEnd: end } = event;
  const quoted = isQuoted(source, steps);
  if (start >= 0) {
    const isNull = dialect.scalar('', source.text.slice(start, end), true) === null;
    return isNull ? { start, end, text: flowText(value, quoted) } : undefined;
  }
  const colon = colonAfter(source, endOf(source, key));
  if (colon === undefined) return undefined;
  if (parent.flow || typeof value !== 'object' || value === null || Array.isArray(value))
    return { start: colon, end: colon, text: ` ${flowText(value, quoted)}` };
  const indent = indentOf(source, parent);
  if (indent === undefined || parent.items[0]?.start !== parent.start) return undefined;
  const step = stepOf(source, nodesOf(steps));
  return addLines(source, colon, blockLines(value, indent + step, step));
}
