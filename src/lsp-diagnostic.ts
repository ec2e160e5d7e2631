import { pathToFileURL } from 'node:url';
import type { Diagnostic, Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rules } from './catalogue.ts';
import { slashed } from './discover.ts';
import type { Failure, Finding, Position, Range as FileRange } from './finding.ts';
import { openOffsets } from './lines.ts';
import type { Inspected } from './lsp-inspect.ts';
import { visible } from './terminal.ts';

/** What the protocol calls an error and a warning. */
const severities = { error: 1, warning: 2 } as const;

/** A finding, and how editors show it. */
export type Shown = { finding: Finding; diagnostic: Diagnostic };

/** Turns ranges of a file into those of the protocol, whose lines also end where a Dockerfile's do not. */
export type ToRange = (range: FileRange) => Range;

export function openRanges(path: string, document: TextDocument): ToRange {
  const offsetOf = openOffsets(slashed(path), document.getText());
  const at = (place: Position) => document.positionAt(offsetOf(place));
  return ({ start, end }) => ({ start: at(start), end: at(end) });
}

export function showFindings({ findings }: Inspected, toRange: ToRange): Shown[] {
  const hrefs = new Map(rules.map(({ id, related }) => [id, related?.[0]]));
  return findings.map((finding) => {
    const { rule, severity, message, range } = finding;
    const href = hrefs.get(rule);
    return {
      finding,
      diagnostic: {
        range: toRange(range),
        severity: severities[severity],
        source: 'policy-check',
        code: rule,
        ...(href !== undefined && { codeDescription: { href } }),
        message: visible(message),
      },
    };
  });
}

/** Failures as they are shown in the file at `path`; one of its configuration leads there. */
export function showFailures({ failures }: Inspected, path: string, document: TextDocument): Diagnostic[] {
  return failures.map((failure) => {
    const own = failure.file === slashed(path);
    const message = visible(failure.message);
    const place = { line: failure.line ?? 1, column: failure.column ?? 1 };
    const shown = { severity: severities.error, source: 'policy-check' };
    if (own) return { ...shown, range: wordAt(path, document, place), message };
    return {
      ...shown,
      range: wordAt(path, document, { line: 1, column: 1 }),
      message: `not checked, for its configuration is broken: ${message}`,
      relatedInformation: [{ location: locationOf(failure, place), message }],
    };
  });
}

function locationOf({ file }: Failure, { line, column }: Position) {
  const position = { line: line - 1, character: column - 1 };
  return { uri: pathToFileURL(file).href, range: { start: position, end: position } };
}

/** From a place to the end of the word that stands there. */
function wordAt(path: string, document: TextDocument, place: Position): Range {
  const text = document.getText();
  const start = openOffsets(slashed(path), text)(place);
  const word = /\S*/y;
  word.lastIndex = start;
  word.test(text);
  return { start: document.positionAt(start), end: document.positionAt(word.lastIndex) };
}
