import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  CompletionRequest,
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  HoverRequest,
  InitializeRequest,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type {
  CompletionItem,
  Hover,
  InitializeParams,
  MarkupContent,
  PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol/node';

const require = createRequire(import.meta.url);
const server = require.resolve('yaml-language-server/bin/yaml-language-server');

/** What an editor shows of a text. */
export type Editor = {
  problems: () => Promise<string[]>;
  hover: (mark: string) => Promise<string>;
  completions: (mark: string) => Promise<string[]>;
};

/**
 * Opens a file of a project in the language server that editors use for YAML. A `mark` is a part of the text; hovering is
 * over its beginning, completing at its end.
 */
export async function openInEditor(folder: string, name: string, text: string): Promise<Editor> {
  const process = spawn(globalThis.process.execPath, [server, '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(process.stdout),
    new StreamMessageWriter(process.stdin),
  );
  onTestFinished(() => {
    connection.dispose();
    process.kill();
  });
  const published = new Promise<PublishDiagnosticsParams>((resolve) =>
    connection.onNotification(PublishDiagnosticsNotification.type, resolve),
  );
  connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
    items.map(({ section }) =>
      section === 'yaml'
        ? { validate: true, hover: true, completion: true, schemaStore: { enable: false } }
        : {},
    ),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  const uri = pathToFileURL(join(folder, name)).href;
  await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: null,
    capabilities: {
      workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: {
        publishDiagnostics: {},
        hover: { contentFormat: ['markdown'] },
        completion: { completionItem: { snippetSupport: true } },
      },
    },
  } satisfies InitializeParams);
  await connection.sendNotification('initialized', {});
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
  const position = (mark: string, end: boolean) => {
    const offset = text.indexOf(mark) + (end ? mark.length : 0);
    const before = text.slice(0, offset).split('\n');
    return { line: before.length - 1, character: before.at(-1)!.length };
  };
  return {
    async problems() {
      const { diagnostics } = await published;
      return diagnostics.map(
        ({ range: { start }, message }) => `${start.line + 1}:${start.character + 1} ${message}`,
      );
    },
    async hover(mark) {
      await published;
      const answer: Hover | null = await connection.sendRequest(HoverRequest.type, {
        textDocument: { uri },
        position: position(mark, false),
      });
      return (answer?.contents as MarkupContent | undefined)?.value ?? '';
    },
    async completions(mark) {
      await published;
      const answer = await connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri },
        position: position(mark, true),
      });
      const items: CompletionItem[] = answer === null ? [] : Array.isArray(answer) ? answer : answer.items;
      return items.map(({ label }) => label);
    },
  };
}
