import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import type { DocumentDirective, ScalarEvent } from 'js-yaml';
import { outline } from './yaml-outline.ts';
import { refuse } from './yaml-source.ts';
import type { Source } from './yaml-source.ts';

/** A YAML node and where it is written. The tags of collections mean nothing and are left out. */
export type Node = Anchored | Alias;
type Anchored = Scalar | Sequence | Mapping;
/** `tag` is the long form, empty where there is none; an empty scalar starts where the text before it ends. */
export type Scalar = { kind: 'scalar'; start: number; tag: string; event: ScalarEvent };
export type Sequence = { kind: 'sequence'; start: number; flow: boolean; items: Node[] };
/** Keys and values take turns in `items`. */
export type Mapping = { kind: 'mapping'; start: number; flow: boolean; items: Node[] };
type Alias = { kind: 'alias'; start: number; end: number; target: Anchored };

/** The roots of the YAML documents in a text; none for a text of comments only. InputError for broken YAML. */
export function parseTree(source: Source): Node[] {
  const roots: Node[] = [];
  const open: (Sequence | Mapping)[] = [];
  let anchors = new Map<string, Anchored>();
  let prefixes = new Map<string, string>();
  /** Where the last scalar or alias ended. */
  let end = 0;

  function add(node: Node): void {
    (open.at(-1)?.items ?? roots).push(node);
  }

  function addAnchored(node: Anchored, properties: Properties): void {
    if (properties.anchorStart >= 0) anchors.set(readName(source, properties), node);
    add(node);
  }

  for (const event of outline(source)) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        anchors = new Map();
        prefixes = readPrefixes(event.directives);
        break;
      case EVENT_ID.SCALAR: {
        const tag =
          event.tagStart < 0 ? '' : longTag(source.text.slice(event.tagStart, event.tagEnd), prefixes);
        const quoted =
          event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
        const starts = [event.valueStart - (quoted ? 1 : 0), event.tagStart, event.anchorStart - 1, end];
        const start = starts.find((offset) => offset >= 0)!;
        end = Math.max(event.valueEnd, event.tagEnd, event.anchorEnd, end);
        if (open.at(-1)?.flow) refuseIndicators(source, event);
        addAnchored({ kind: 'scalar', start, tag, event }, event);
        break;
      }
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        const kind = event.type === EVENT_ID.SEQUENCE ? 'sequence' : 'mapping';
        const flow = event.style === COLLECTION_STYLE.FLOW;
        const node: Sequence | Mapping = { kind, start: event.start, flow, items: [] };
        addAnchored(node, event);
        open.push(node);
        break;
      }
      case EVENT_ID.ALIAS: {
        const name = readName(source, event);
        const target = anchors.get(name);
        const start = event.anchorStart - 1;
        if (target === undefined)
          refuse(source, start, `not valid YAML: no anchor &${name} stands before *${name}`);
        end = event.anchorEnd;
        add({ kind: 'alias', start, end, target });
        break;
      }
      case EVENT_ID.POP: {
        // The last one closes the document.
        const node = open.pop();
        const text = node?.kind === 'mapping' && node.flow ? takeColons(source, node) : undefined;
        if (text !== undefined) open.at(-1)!.items[open.at(-1)!.items.length - 1] = text;
      }
    }
  }
  return roots;
}

type Properties = { anchorStart: number; anchorEnd: number };

/** js-yaml takes any character for a part of an anchor's name, YAML 1.1 readers go on with the value. */
function readName(source: Source, { anchorStart, anchorEnd }: Properties): string {
  const name = source.text.slice(anchorStart, anchorEnd);
  const odd = name.search(/[^0-9A-Za-z_-]/);
  if (odd >= 0)
    refuse(source, anchorStart + odd, 'not valid YAML: only letters, digits, - and _ may be in an anchor');
  return name;
}

/** Within brackets, `?` anywhere and `:` at the beginning are no text in YAML 1.1; js-yaml takes them for text. */
function refuseIndicators(source: Source, { style, valueStart, valueEnd }: ScalarEvent): void {
  if (style !== SCALAR_STYLE.PLAIN) return;
  const offset = source.text.slice(valueStart, valueEnd).search(/^:|\?/);
  if (offset < 0) return;
  const character = source.text[valueStart + offset];
  refuse(
    source,
    valueStart + offset,
    `not valid YAML: text with this ${character} within brackets needs quotes`,
  );
}

/**
 * Within brackets, a colon before a comma or a closing bracket is text in YAML 1.1, as in `[2001:db8::]`; js-yaml
 * takes it for the end of a key. Gives the text when it was all there is to the mapping.
 */
function takeColons(source: Source, { start, items }: Mapping): Node | undefined {
  const { text } = source;
  for (const [index, key] of items.entries()) {
    if (index % 2 !== 0 || key.kind !== 'scalar' || key.event.style !== SCALAR_STYLE.PLAIN) continue;
    const colon = /[ \t\r\n]*:(?=[,[\]{}])/y;
    colon.lastIndex = key.event.valueEnd;
    if (key.event.valueEnd < 0 || !colon.test(text)) continue;
    const end = colon.lastIndex;
    if (/[[{]/.test(text[end]!)) refuse(source, end - 1, 'not valid YAML: a space must follow this colon');
    key.event.valueEnd = end;
    if (text[start] !== '{') return key;
  }
  return undefined;
}

function readPrefixes(directives: DocumentDirective[]): Map<string, string> {
  const prefixes = new Map([
    ['!', '!'],
    ['!!', 'tag:yaml.org,2002:'],
  ]);
  for (const directive of directives) {
    if (directive.kind === 'tag') prefixes.set(directive.handle, directive.prefix);
  }
  return prefixes;
}

/** @param written - as in `!!str`, `!<tag:yaml.org,2002:str>`, `!mine` or `!` */
function longTag(written: string, prefixes: Map<string, string>): string {
  if (written.startsWith('!<')) return written.slice(2, -1);
  const [handle = ''] = /^!(?:[0-9A-Za-z-]*!)?/.exec(written) ?? [];
  return written === '!' ? written : (prefixes.get(handle) ?? handle) + written.slice(handle.length);
}
