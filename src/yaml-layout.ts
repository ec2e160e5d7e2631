import { CHOMPING_MODE, SCALAR_STYLE } from 'js-yaml';
import { lineBreakNear } from './lines.ts';
import type { Source, Span } from './yaml-source.ts';
import type { Mapping, Node, Sequence } from './yaml-tree.ts';

/** A text for a span of a source. */
export type SpanEdit = Span & { text: string };

/** Adds lines behind the one that something ends on; undefined where more than a comment follows there. */
export function addLines({ text }: Source, end: number, lines: string[]): SpanEdit | undefined {
  const rest = /(?:[ \t]+(?:#[^\r\n]*)?)?(?=\r|\n|$)/y;
  rest.lastIndex = end;
  if (!rest.test(text)) return undefined;
  const lineBreak = lineBreakNear(text, end, false);
  return {
    start: rest.lastIndex,
    end: rest.lastIndex,
    text: lines.map((line) => lineBreak + line).join(''),
  };
}

/** Where a line starts, and the blanks that it starts with. */
export function lineAt(text: string, offset: number): { start: number; indent: string } {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const blanks = /[ \t]*/y;
  blanks.lastIndex = start;
  return { start, indent: blanks.exec(text)![0] };
}

/** The indentation of a block collection; undefined where it starts behind something else than dashes. */
export function indentOf({ text }: Source, { start }: Node): string | undefined {
  const before = text.slice(lineAt(text, start).start, start);
  return /^ *(?:- +)*$/.test(before) ? ' '.repeat(before.length) : undefined;
}

/** How much further than the mapping around it a mapping on the way is indented. */
export function stepOf(source: Source, nodes: Node[]): string {
  const indents = nodes.map((node) =>
    node.kind === 'mapping' && !node.flow ? indentOf(source, node)?.length : undefined,
  );
  const found = indents
    .map((indent, at) => (indent ?? 0) - (indents[at - 1] ?? Infinity))
    .findLast((difference) => difference > 0);
  return ' '.repeat(found ?? 2);
}

/** Where a node ends; undefined where it is not written, or where its end is a part of what it says. */
export function endOf(source: Source, node: Node): number | undefined {
  if (node.kind === 'alias') return node.end;
  if (node.kind === 'scalar') return endOfScalar(source, node.event);
  const end = node.items.length === 0 ? node.start + 1 : lastEnd(source, node);
  if (!node.flow || end === undefined) return end;
  const gap = /(?:[ \t\r\n,]|(?<=[ \t\r\n])#[^\r\n]*)*[\]}]/y;
  gap.lastIndex = end;
  return gap.test(source.text) ? gap.lastIndex : undefined;
}

export function lastEnd(source: Source, { kind, items }: Mapping | Sequence): number | undefined {
  const end = endOf(source, items.at(-1)!);
  return end === undefined && kind === 'mapping' ? colonAfter(source, endOf(source, items.at(-2)!)) : end;
}

function endOfScalar(
  { text }: Source,
  event: Extract<Node, { kind: 'scalar' }>['event'],
): number | undefined {
  const { style, chomping, valueStart, valueEnd, tagEnd, anchorEnd } = event;
  switch (style) {
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK: {
      const end = valueStart + text.slice(valueStart, valueEnd).trimEnd().length;
      return chomping === CHOMPING_MODE.KEEP || end === valueStart || text[valueEnd - 1] !== '\n'
        ? undefined
        : end;
    }
    case SCALAR_STYLE.PLAIN: {
      const end = Math.max(valueEnd, tagEnd, anchorEnd);
      return end < 0 ? undefined : end;
    }
    default:
      return valueEnd + 1;
  }
}

export function colonAfter({ text }: Source, end: number | undefined): number | undefined {
  const colon = /[ \t]*:/y;
  colon.lastIndex = end ?? text.length;
  return colon.test(text) ? colon.lastIndex : undefined;
}
