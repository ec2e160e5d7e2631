import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import {
  CodeActionRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  ExitNotification,
  FileChangeType,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  FileSystemWatcher,
  Hover,
  MarkupContent,
  Position,
  PublishDiagnosticsParams,
  Range,
  TextDocumentContentChangeEvent,
  TextEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

const bin = resolve('dist/bin.js');

const capable: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    publishDiagnostics: { versionSupport: true, relatedInformation: true, codeDescriptionSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
};

/** The built server with a client like an editor's. Both are gone when the test ends. */
export async function startEditor(
  options: {
    folders?: string[] | null;
    capabilities?: ClientCapabilities;
    command?: string[];
    cwd?: string;
  } = {},
) {
  const {
    folders = null,
    capabilities = capable,
    command = [process.execPath, bin, 'lsp', '--stdio'],
  } = options;
  const server = spawn(command[0]!, command.slice(1), { stdio: 'pipe', cwd: options.cwd });
  const exited = once(server, 'exit') as Promise<[code: number | null]>;
  let stderr = '';
  server.stderr.on('data', (chunk) => (stderr += chunk));
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const published: PublishDiagnosticsParams[] = [];
  const waiting: (() => void)[] = [];
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    published.push(params);
    for (const go of waiting.splice(0)) go();
  });
  const logged: string[] = [];
  connection.onNotification(LogMessageNotification.type, ({ message }) => void logged.push(message));
  const watchers: FileSystemWatcher[] = [];
  connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
    for (const { registerOptions } of registrations) {
      watchers.push(...((registerOptions as { watchers?: FileSystemWatcher[] }).watchers ?? []));
    }
  });
  connection.listen();
  onTestFinished(async () => {
    connection.dispose();
    server.kill();
    await exited;
    expect(stderr).toBe('');
    expect(logged).toEqual([]);
  });

  const workspaceFolders = folders?.map((folder) => ({ uri: uriOf(folder), name: folder })) ?? null;
  const { capabilities: offered } = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders,
    capabilities,
  });
  await connection.sendNotification(InitializedNotification.type, {});

  async function waitFor<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => void waiting.push(resolve));
    }
  }

  /** Opens a file, with the text that it has or would have. */
  async function open(path: string, text: string, languageId = 'plaintext') {
    const uri = uriOf(path);
    let document = TextDocument.create(uri, languageId, 1, text);
    await connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
    const here = (mark: string, end = false): Position =>
      document.positionAt(document.getText().indexOf(mark) + (end ? mark.length : 0));

    return {
      uri,
      text: () => document.getText(),
      at: here,
      rangeOf: (mark: string): Range => ({ start: here(mark), end: here(mark, true) }),
      textIn: (range: Range) => document.getText(range),
      /** The diagnostics of the version that it has now, once they have come. */
      diagnostics: (): Promise<Diagnostic[]> =>
        waitFor(
          () =>
            published.findLast((each) => each.uri === uri && each.version === document.version)?.diagnostics,
        ),
      /** The diagnostics that come next. */
      next(): Promise<Diagnostic[]> {
        const seen = published.length;
        return waitFor(() => published.slice(seen).find((each) => each.uri === uri)?.diagnostics);
      },
      /** Changes it, without a wait for what comes of it. */
      change(...changes: TextDocumentContentChangeEvent[]) {
        const version = document.version + 1;
        document = TextDocument.update(document, changes, version);
        return connection.sendNotification(DidChangeTextDocumentNotification.type, {
          textDocument: { uri, version },
          contentChanges: changes,
        });
      },
      replace(mark: string, text: string) {
        return this.change({ range: this.rangeOf(mark), text });
      },
      apply(edits: TextEdit[]) {
        return this.change({ text: TextDocument.applyEdits(document, edits) });
      },
      save: () =>
        connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } }),
      close: () =>
        connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } }),
      async hover(mark: string): Promise<string | undefined> {
        const answer: Hover | null = await connection.sendRequest(HoverRequest.type, {
          textDocument: { uri },
          position: here(mark),
        });
        return (answer?.contents as MarkupContent | undefined)?.value;
      },
      async actions(mark: string): Promise<CodeAction[]> {
        const answer = await connection.sendRequest(CodeActionRequest.type, {
          textDocument: { uri },
          range: this.rangeOf(mark),
          context: { diagnostics: [] },
        });
        return (answer ?? []) as CodeAction[];
      },
    };
  }

  return {
    open,
    offered,
    watchers,
    published,
    /** Tells that a file has changed on the disk. */
    changed: (path: string) =>
      connection.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: [{ uri: uriOf(path), type: FileChangeType.Changed }],
      }),
    addFolder: (folder: string) =>
      connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
        event: { added: [{ uri: uriOf(folder), name: folder }], removed: [] },
      }),
    /** Ends the server as editors do, and gives its exit code. */
    async quit() {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      return (await exited)[0];
    },
    async hangUp() {
      server.stdin.end();
      return (await exited)[0];
    },
  };
}

type Editor = Awaited<ReturnType<typeof startEditor>>;
export type Opened = Awaited<ReturnType<Editor['open']>>;

/** The edits of an action, whatever form they come in. */
export function editsOf({ edit }: CodeAction, uri: string): TextEdit[] {
  const [change] = edit?.documentChanges ?? [];
  return (change && 'edits' in change ? (change.edits as TextEdit[]) : edit?.changes?.[uri]) ?? [];
}

/** Each diagnostic as `line:column-line:column severity rule`, places from 1. */
export function brief(diagnostics: readonly Diagnostic[]): string[] {
  const place = ({ line, character }: Position) => `${line + 1}:${character + 1}`;
  return diagnostics.map(
    ({ range, severity, code, message }) =>
      `${place(range.start)}-${place(range.end)} ${severity === 1 ? 'error' : 'warning'} ${code ?? message}`,
  );
}

function uriOf(path: string): string {
  return path.startsWith('untitled:') ? path : pathToFileURL(path).href;
}
