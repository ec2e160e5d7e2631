import type { Finding } from './finding.ts';

type Placed = {
  file: string;
  message: string;
  line?: number;
  column?: number;
  range?: Finding['range'];
  rule?: string;
};

/** Findings and failures by file, line, column, rule and message. */
export function order(a: Placed, b: Placed): number {
  const [left, right] = [a, b].map((each) => each.range?.start ?? each);
  return (
    compare(a.file, b.file) ||
    (left!.line ?? 0) - (right!.line ?? 0) ||
    (left!.column ?? 0) - (right!.column ?? 0) ||
    compare(a.rule ?? '', b.rule ?? '') ||
    compare(a.message, b.message)
  );
}

/** Texts by their UTF-16 units, wherever the program runs. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
