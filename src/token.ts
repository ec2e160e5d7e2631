/** A literal part of a value, and how often it stands there before the place that is meant. */
export type Part = { token?: string | undefined; occurrence?: number | undefined };

/** Where a token stands in a text after so many others like it; the last one where there are fewer, -1 for none. */
export function indexOfToken(text: string, token: string, occurrence = 0): number {
  if (token === '') return -1;
  let index = text.indexOf(token);
  for (let passed = 0; passed < occurrence; passed++) {
    const next = text.indexOf(token, index + token.length);
    if (next < 0) break;
    index = next;
  }
  return index;
}
