import type { CodeAction, Range, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from './finding.ts';
import type { TextEdit } from './fix.ts';
import { ignoreEdits } from './ignore.ts';
import type { Inspected } from './lsp-inspect.ts';
import type { Studied } from './lsp-study.ts';

/** In milliseconds: how long ignores are tried out, each by a check, until no more are offered. */
const patience = 1000;

/** What can be done about the findings that a range touches. */
export function actionsFor(studied: Studied, range: Range, versioned: boolean): CodeAction[] {
  const start = performance.now();
  return studied.at(range).flatMap(({ finding, diagnostic }): CodeAction[] => {
    const action = (title: string, edits: TextEdit[], isPreferred: boolean): CodeAction => ({
      title,
      kind: 'quickfix',
      diagnostics: [diagnostic],
      isPreferred,
      edit: workspaceEdit(studied, edits, versioned),
    });
    const { rule, fix } = finding;
    const ignore = performance.now() - start < patience ? workingIgnore(studied, finding) : undefined;
    return [
      ...(fix === undefined ? [] : [action(fix.title, fix.edits, true)]),
      ...(ignore === undefined ? [] : [action(`Ignore ${rule} here, with a reason`, ignore, false)]),
    ];
  });
}

function workspaceEdit(
  { uri, version, toRange }: Studied,
  edits: TextEdit[],
  versioned: boolean,
): WorkspaceEdit {
  const changes = edits.map(({ range, text }) => ({ range: toRange(range), newText: text }));
  return versioned
    ? { documentChanges: [{ textDocument: { uri, version }, edits: changes }] }
    : { changes: { [uri]: changes } };
}

/** The edits that have a finding ignored; undefined when it would be there all the same, such as one about an ignore. */
function workingIgnore(studied: Studied, finding: Finding): TextEdit[] | undefined {
  const { document, inspected, toRange, inspect } = studied;
  const source = inspected.documents.find(
    ({ index, prefix }) =>
      index === finding.document && prefix.every((step, at) => step === finding.path[at]),
  );
  const lineBreak = /\r?\n/.exec(document.getText())?.[0] ?? '\n';
  const edits = source && ignoreEdits(source, finding, lineBreak);
  if (edits === undefined) return undefined;
  const text = TextDocument.applyEdits(
    document,
    edits.map(({ range, text }) => ({ range: toRange(range), newText: text })),
  );
  const after = inspect(text);
  const works = after.failures.length === 0 && countLike(after, finding) < countLike(inspected, finding);
  return works ? edits : undefined;
}

function countLike({ findings }: Inspected, { rule, message, subject }: Finding): number {
  return findings.filter((each) => each.rule === rule && each.message === message && each.subject === subject)
    .length;
}
