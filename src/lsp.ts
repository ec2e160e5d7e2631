import { setImmediate } from 'node:timers/promises';
import {
  createConnection,
  DidChangeWatchedFilesNotification,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import type { ClientCapabilities, InitializeResult } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { actionsFor } from './lsp-actions.ts';
import { openFolders, pathOf } from './lsp-folders.ts';
import { hoverText } from './lsp-hover.ts';
import { isConfiguration } from './lsp-inspect.ts';
import { createScheduler } from './lsp-schedule.ts';
import { createStudy } from './lsp-study.ts';
import { loadPolicy } from './policy-file.ts';
import type { Policy } from './policy.ts';
import { version } from './profiles.ts';
import { parseAny } from './read.ts';

/** What a change of may change what is said of other files. */
const watched = ['**/policy-check.{yaml,yml}', '**/.gitignore'];

/** Something of what most files have. */
const samples = {
  Dockerfile:
    'ARG A=1\nFROM debian:${A} AS a\nRUN apt-get update && make\nFROM a\nCOPY --from=a . .\nUSER root\n',
  'pod.yaml': '{apiVersion: v1, kind: Pod, spec: {containers: [{name: a, image: a}]}}',
};

/**
 * Serves an editor, in the Language Server Protocol over standard input and output, until it asks to exit or closes
 * the input. Then the process ends, so the promise is never settled.
 */
export async function serve(): Promise<never> {
  const connection = createConnection(process.stdin, process.stdout);
  const documents = new TextDocuments(TextDocument);
  const folders = openFolders();
  const policy = loadPolicy();
  const study = createStudy({ documents, folders, policy });
  let client: ClientCapabilities = {};

  /** Checks a document as it is now, and says so unless it is no longer like that. */
  async function publish(uri: string): Promise<void> {
    const studied = await study.of(uri);
    if (studied === undefined) return;
    // What has arrived meanwhile is read in one turn of the event loop and dispatched in the next.
    await setImmediate();
    await setImmediate();
    const document = documents.get(uri);
    if (document?.version !== studied.version) return;
    await connection.sendDiagnostics({ uri, version: studied.version, diagnostics: studied.diagnostics });
  }
  const log = (error: unknown) =>
    connection.console.error(error instanceof Error ? error.stack! : String(error));
  const scheduler = createScheduler((uri) => publish(uri).catch(log));

  function recheckAll(): void {
    study.forget();
    for (const uri of documents.keys()) scheduler.soon(uri);
  }

  connection.onInitialize(({ capabilities, workspaceFolders, rootUri }): InitializeResult => {
    client = capabilities;
    folders.set((workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : [])).map(({ uri }) => uri));
    return {
      serverInfo: { name: 'policy-check', version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix'] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    policy.then(warmUp).catch(log);
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        folders.change(
          added.map(({ uri }) => uri),
          removed.map(({ uri }) => uri),
        );
        recheckAll();
      });
    }
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const watchers = watched.map((globPattern) => ({ globPattern }));
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(log);
    }
  });
  connection.onDidChangeWatchedFiles(recheckAll);

  documents.onDidChangeContent(({ document: { uri } }) => {
    study.drop(uri);
    if (governs(uri)) recheckAll();
    else scheduler.soon(uri);
  });
  documents.onDidSave(({ document: { uri } }) => {
    if (governs(uri)) recheckAll();
  });
  documents.onDidClose(({ document: { uri } }) => {
    scheduler.drop(uri);
    study.drop(uri);
    connection.sendDiagnostics({ uri, diagnostics: [] }).catch(log);
    // What was not saved of it holds no more.
    if (governs(uri)) recheckAll();
  });

  connection.onHover(async ({ textDocument: { uri }, position }) => {
    const studied = await study.of(uri);
    const there = studied?.at({ start: position, end: position }) ?? [];
    if (there.length === 0) return null;
    const kind = client.textDocument?.hover?.contentFormat?.includes('markdown') ? 'markdown' : 'plaintext';
    const findings = there.map(({ finding }) => finding);
    const value = hoverText(findings, studied!.inspected.effective, kind === 'markdown');
    return { contents: { kind, value }, range: there[0]!.diagnostic.range };
  });

  connection.onCodeAction(async ({ textDocument: { uri }, range, context: { only } }) => {
    const wanted = only === undefined || only.some((kind) => kind === '' || kind === 'quickfix');
    if (!wanted || !client.textDocument?.codeAction?.codeActionLiteralSupport) return [];
    const studied = await study.of(uri);
    if (studied === undefined) return [];
    return actionsFor(studied, range, client.workspace?.workspaceEdit?.documentChanges ?? false);
  });

  documents.listen(connection);
  connection.listen();
  return new Promise(() => {});
}

/** Has the machine code made that the first file to be opened would wait for. */
function warmUp(policy: Policy): void {
  for (const [file, text] of Object.entries(samples)) {
    for (const { input } of parseAny(text, file)) policy.evaluate(input, {});
  }
}

/** Whether a document is a configuration, of which others depend. */
function governs(uri: string): boolean {
  const path = pathOf(uri);
  return path !== undefined && isConfiguration(path);
}
