import type { Document } from './document.ts';
import type { Finding, Path } from './finding.ts';
import type { Json, TextEdit } from './fix.ts';

/**
 * The edits of a text that have a finding passed over: an ignore as policies/lib/ignores knows it, whose reason somebody
 * has to fill in. undefined where it cannot be written.
 * @param lineBreak - what ends the lines of the text
 */
export function ignoreEdits(document: Document, finding: Finding, lineBreak: string): TextEdit[] | undefined {
  const { rule } = finding;
  const path = finding.path.slice(document.prefix.length);
  if (document.kind === 'dockerfile') {
    if (path.length === 0) return undefined;
    const { line } = document.locate([path[0]!, 'Cmd']).start;
    const start = { line, column: 1 };
    return [{ range: { start, end: start }, text: `# policy-check ignore=${rule} reason=""${lineBreak}` }];
  }
  const found = annotate(document, [...objectAt(path), 'metadata', 'annotations'], rule);
  return found.every((edit) => edit !== undefined) ? found : undefined;
}

/** The innermost object that a path leads into: the document itself, or an item of a List. */
function objectAt(path: Path): Path {
  let size = 0;
  while (path[size] === 'items' && typeof path[size + 1] === 'number') size += 2;
  return path.slice(0, size);
}

const ignoreKey = 'policy-check/ignore';
const reasonKey = 'policy-check/reason';

function annotate(document: Document, path: Path, rule: string): (TextEdit | undefined)[] {
  const { edit, locate, input } = document;
  const annotations = path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | null | undefined)?.[key],
    input,
  );
  const added = { [ignoreKey]: rule, [reasonKey]: '' };
  if (!isObject(annotations)) return [edit({ path, value: added })];
  if (Object.keys(annotations).length === 0) return [{ range: locate(path), text: JSON.stringify(added) }];
  const ignored = annotations[ignoreKey];
  if (typeof ignored === 'string' && ignored !== '') {
    return [edit({ path: [...path, ignoreKey], token: ignored, text: `${ignored},${rule}` })];
  }
  return Object.entries(added)
    .filter(([key]) => !(key in annotations))
    .map(([key, value]) => edit({ path: [...path, key], value }));
}

function isObject(value: unknown): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
