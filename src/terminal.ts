/**
 * What a terminal would act on, or what hides or reorders the text around it: control characters, invisible
 * formatting (bidirectional overrides, zero width), line separators, lone surrogates and other non-characters. None of it may reach a
 * terminal from a checked file. Neither may what the log of a CI system would act on: `::command` at the start of a
 * line (GitHub), `##[command]` (GitHub, Azure Pipelines), `##vso[…]` and `##teamcity[…]` anywhere in it.
 * What is looked for stands before what is looked back at: the other way round takes quadratic time.
 */
export const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{NChar}]|\[(?<=##[a-z]*\[)|:(?=:)(?<=^\s*:)/giu;

/** The text with every unsafe character written as `\u{…}`. */
export function visible(text: string): string {
  return text.replace(unsafe, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const combining = /[\p{Mn}\p{Me}]/u;

/** How many columns of a terminal the (already visible) text takes. */
export function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += combining.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}
