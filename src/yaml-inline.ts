import { stringify } from 'yaml';
import { escapeUnsafe } from './json.ts';
import { unsafe } from './terminal.ts';

/** A value in one line of YAML, safe to print. */
export function inline(value: unknown): string {
  const text = stringify(value, { lineWidth: 0, collectionStyle: 'flow', flowCollectionPadding: false });
  const line = text.trimEnd();
  return line.search(unsafe) < 0 ? line : escapeUnsafe(JSON.stringify(value));
}
