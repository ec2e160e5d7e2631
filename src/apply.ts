import type { Finding, Position } from './finding.ts';
import type { TextEdit } from './fix.ts';
import { lineStartsOf } from './lines.ts';

type SpanEdit = { start: number; end: number; text: string };

/**
 * Applies the fixes of findings to the text of the file that they are about, as many as do not overlap; the earlier in
 * the list go first. What two fixes have in common is applied once.
 * @returns the text, and the findings whose fixes are in it
 */
export function applyFixes(text: string, findings: readonly Finding[]): { text: string; applied: Finding[] } {
  const accepted: SpanEdit[] = [];
  const applied: Finding[] = [];
  const isDockerfile = findings[0]?.kind === 'dockerfile';
  const starts = lineStartsOf(text, isDockerfile);
  const offset = ({ line, column }: Position): number => starts[line - 1]! + column - 1;
  for (const finding of findings) {
    const edits = (finding.fix?.edits ?? []).map(({ range, text }: TextEdit): SpanEdit => ({
      start: offset(range.start),
      end: offset(range.end),
      text,
    }));
    const places = edits.map((edit) => placeFor(accepted, edit, isDockerfile));
    if (edits.length === 0 || places.includes('taken')) continue;
    for (const edit of edits) {
      const place = placeFor(accepted, edit, isDockerfile);
      if (typeof place === 'number') accepted.splice(place, 0, edit);
    }
    applied.push(finding);
  }
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, text: added } of accepted) {
    parts.push(text.slice(from, start), added);
    from = end;
  }
  return { text: parts.join('') + text.slice(from), applied };
}

/**
 * The index for an edit among others in order. Different texts may go to one place of a Dockerfile, where each is an
 * instruction or a command; in YAML they may be the same key twice.
 */
function placeFor(
  accepted: readonly SpanEdit[],
  edit: SpanEdit,
  additive: boolean,
): number | 'taken' | 'there' {
  let low = 0;
  let high = accepted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (accepted[middle]!.start <= edit.start) low = middle + 1;
    else high = middle;
  }
  for (let index = low - 1; index >= 0 && accepted[index]!.end >= edit.start; index--) {
    const { start, end, text } = accepted[index]!;
    if (start === edit.start && end === edit.end) {
      if (text === edit.text) return 'there';
      if (additive && start === end) continue;
    }
    return 'taken';
  }
  const next = accepted[low];
  return next !== undefined && next.start <= edit.end ? 'taken' : low;
}
