import { SCALAR_STYLE } from 'js-yaml';
import type { Path } from './finding.ts';
import { indexOfToken } from './token.ts';
import type { Part } from './token.ts';
import { decodeScalar, scalarText } from './yaml-scalar.ts';
import type { Piece } from './yaml-scalar.ts';
import type { Source, Span } from './yaml-source.ts';
import type { Mapping, Node, Scalar } from './yaml-tree.ts';
import { isMerge, isPlain } from './yaml-value.ts';
import type { Dialect } from './yaml-value.ts';

/** A document that was read, and how: what it takes to find things in it again. */
export type Written = { source: Source; root: Node; dialect: Dialect };

/**
 * Where the value at `path` is written, or a part of it. An alias is shown as `*name`, a mapping at its name or
 * first key, a list at its key. What is not there is shown as the nearest thing around it.
 */
export function locateValue(written: Written, path: Path, part: Part = {}): Span {
  const { node, key, depth } = follow(written, path);
  if (depth === path.length && node.kind === 'scalar') {
    const span = findToken(decodeScalar(written.source, node.event), part);
    if (span !== undefined) return span;
  }
  return show(written, node, key, isObject(path.slice(0, depth)));
}

/** Where the key at the end of `path` is written; what `locateValue` gives when it is not there. */
export function locateKey(written: Written, path: Path): Span {
  const { node, key, depth } = follow(written, path);
  return show(
    written,
    (depth === path.length ? key : undefined) ?? node,
    key,
    isObject(path.slice(0, depth)),
  );
}

/** A node, the key that holds it, and how many steps of a path lead to it. */
type Place = { node: Node; key: Node | undefined; depth: number };

function follow(written: Written, path: Path): Place {
  let place: Place = { node: written.root, key: undefined, depth: 0 };
  for (const step of path) {
    const node = place.node.kind === 'alias' ? place.node.target : place.node;
    const depth = place.depth + 1;
    if (node.kind === 'mapping') {
      const pair = findPair(written, node, String(step));
      if (pair === undefined) return place;
      place = { ...pair, depth };
    } else {
      const item = node.kind === 'sequence' ? node.items[Number(step)] : undefined;
      if (item === undefined) return place;
      place = { node: item, key: undefined, depth };
    }
  }
  return place;
}

/** The pair that is valid for a key: the last one, as in `toValue`. */
export function findPair(
  written: Written,
  { items }: Mapping,
  name: string,
): { node: Node; key: Node } | undefined {
  const { source, dialect } = written;
  for (let index = items.length - 2; index >= 0; index -= 2) {
    const key = items[index]!;
    const node = items[index + 1]!;
    if (dialect.lenient && isMerge(source, key)) {
      for (const from of node.kind === 'sequence' ? node.items : [node]) {
        const mapping = from.kind === 'alias' ? from.target : from;
        const pair = mapping.kind === 'mapping' ? findPair(written, mapping, name) : undefined;
        if (pair !== undefined) return pair;
      }
    } else if (keyName(written, key) === name) return { node, key };
  }
  return undefined;
}

function keyName({ source, dialect }: Written, key: Node): string | undefined {
  const scalar = key.kind === 'alias' ? key.target : key;
  if (scalar.kind !== 'scalar') return undefined;
  return dialect.key(scalar.tag, scalarText(source, scalar.event), isPlain(scalar));
}

/** Whether a path leads to a whole object: the document, an item of a top-level list, or of a List. */
function isObject(path: Path): boolean {
  const rest = typeof path[0] === 'number' ? path.slice(1) : path;
  const fits = rest.every((step, index) => (index % 2 === 0 ? step === 'items' : typeof step === 'number'));
  return fits && rest.length % 2 === 0;
}

function show(written: Written, node: Node, key: Node | undefined, wholeObject: boolean): Span {
  switch (node.kind) {
    case 'alias':
      return node;
    case 'scalar':
      return (
        spanOf(written.source, node) ?? (key === undefined ? at(node) : show(written, key, undefined, false))
      );
    case 'sequence':
      if (node.items.length === 0) return emptyCollection(written.source, node);
      return show(written, key ?? node.items[0]!, undefined, false);
    case 'mapping': {
      if (node.items.length === 0) return emptyCollection(written.source, node);
      const name = nameOf(written, node) ?? (wholeObject ? nameOf(written, node, 'metadata') : undefined);
      return name ?? show(written, node.items[0]!, undefined, false);
    }
  }
}

function nameOf(written: Written, node: Node, ...path: Path): Span | undefined {
  const place = follow({ ...written, root: node }, [...path, 'name']);
  if (place.depth <= path.length) return undefined;
  if (place.node.kind === 'alias') return place.node.target.kind === 'scalar' ? place.node : undefined;
  return place.node.kind === 'scalar' ? spanOf(written.source, place.node) : undefined;
}

/** A scalar as it is written, with its quotes; undefined when nothing is. */
function spanOf(source: Source, { event }: Scalar): Span | undefined {
  const { style, valueStart: start, valueEnd: end } = event;
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED)
    return { start: start - 1, end: end + 1 };
  const text = decodeScalar(source, event).filter((piece) => /\S/.test(piece.text));
  return text.length > 0 ? { start: text[0]!.start, end: text.at(-1)!.end } : undefined;
}

function at({ start }: Scalar): Span {
  return { start, end: start };
}

/** The brackets of a collection with nothing but blanks and comments in it. */
function emptyCollection({ text }: Source, { start }: { start: number }): Span {
  const gap = /[ \t\r\n]+|#.*/y;
  gap.lastIndex = start + 1;
  let end = start + 1;
  while (gap.test(text)) end = gap.lastIndex;
  return { start, end: end + 1 };
}

/** Where a part of a value is written. */
export function findToken(pieces: Piece[], { token = '', occurrence }: Part): Span | undefined {
  const value = pieces.map(({ text }) => text).join('');
  const index = indexOfToken(value, token, occurrence);
  if (index < 0) return undefined;
  const [first, firstOffset] = pieceAt(pieces, index);
  const [last, lastOffset] = pieceAt(pieces, index + token.length - 1);
  return {
    start: isVerbatim(first) ? first.start + firstOffset : first.start,
    end: isVerbatim(last) ? last.start + lastOffset + 1 : last.end,
  };
}

function pieceAt(pieces: Piece[], index: number): [piece: Piece, offset: number] {
  let offset = index;
  for (const piece of pieces) {
    if (offset < piece.text.length) return [piece, offset];
    offset -= piece.text.length;
  }
  throw new RangeError(`no character ${index}`);
}

function isVerbatim({ text, start, end }: Piece): boolean {
  return text.length === end - start;
}
