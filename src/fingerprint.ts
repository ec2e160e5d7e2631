import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Finding } from './finding.ts';

/** Changes when the recipe does: fingerprints of different recipes have nothing to do with each other. */
export const recipe = 'v1';

/** What tells findings apart. `shown` is the text at the range, as far as it is known. */
type Identity = Pick<Finding, 'rule' | 'file' | 'subject' | 'token' | 'message'> & {
  shown?: string | undefined;
};

/**
 * Who a finding is, for whom it is met again after an edit: 64 hexadecimal digits for each finding, in their order.
 *
 * The recipe `v1` is the SHA-256 of the JSON array of recipe, rule, file, subject, what is meant and the occurrence. The
 * file is its normalised name, so `./a` is `a`. Meant is the token up to a `:` or `@`, or the message without the text that
 * is shown: what is said of an image stays known when it gets a newer version or digest. Lines, columns and paths stay out,
 * so that a finding which only moves is the same one. The occurrence counts from 0 in the order of the findings what
 * would be the same otherwise, so give all findings of a file, and sorted, as `check` does.
 */
export function fingerprints(findings: readonly Identity[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, file, subject, token, message, shown }) => {
    const meant = token === undefined ? ['message', without(shown, message)] : ['token', unversioned(token)];
    const identity = [recipe, rule, posix.normalize(file), subject, ...meant];
    const key = JSON.stringify(identity);
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    return createHash('sha256')
      .update(JSON.stringify([...identity, occurrence]))
      .digest('hex');
  });
}

/** A tag that moves is all of its token. */
function unversioned(token: string): string {
  return token.replace(/(?<=.)[:@].*/s, '');
}

function without(shown: string | undefined, message: string): string {
  return shown ? message.replaceAll(shown, '') : message;
}
