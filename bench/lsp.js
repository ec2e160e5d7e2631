// Prints how long an editor waits for `policy-check lsp`: for the first diagnostics from the start of the process, from
// the opening of a file in a running server, and from each change of a Dockerfile and a manifest of 200 lines. Run by
// `make bench`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

process.chdir(join(import.meta.dirname, '..'));
const folder = mkdtempSync(join(tmpdir(), 'policy-check-bench-'));
const uriOf = (name) => pathToFileURL(join(folder, name)).href;

/** A file of 200 lines out of the examples. */
function longFile(pattern, separator) {
  const names = readdirSync('examples/before', { recursive: true })
    .filter((name) => pattern.test(name))
    .sort();
  const parts = names.map((name) =>
    readFileSync(join('examples/before', name), 'utf8').trimEnd().split('\n'),
  );
  const lines = ['#'];
  while (lines.length < 200) for (const part of parts) lines.push(...part, separator);
  return lines.slice(0, 200);
}

const files = { Dockerfile: longFile(/\/Dockerfile$/, ''), 'web.yaml': longFile(/\.yaml$/, '---') };

async function start() {
  const server = spawn(process.execPath, ['dist/bin.js', 'lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  let publish = () => {};
  connection.onNotification('textDocument/publishDiagnostics', (params) => publish(params));
  connection.listen();
  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'bench' }];
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
    workspaceFolders,
  });
  await connection.sendNotification('initialized', {});
  return {
    /** Milliseconds until the diagnostics of the version that the notification makes are there. */
    async wait(method, params) {
      const begin = performance.now();
      const done = new Promise((resolve) => {
        publish = ({ version, diagnostics }) => {
          if (version !== params.textDocument.version) return;
          // A file that is broken is soon done with.
          if (diagnostics.length < 20) throw new Error('this is not what was to be measured');
          resolve();
        };
      });
      await connection.sendNotification(method, params);
      await done;
      return performance.now() - begin;
    },
    async stop() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
    },
  };
}

function open(name) {
  const textDocument = { uri: uriOf(name), languageId: 'x', version: 1, text: `${files[name].join('\n')}\n` };
  return ['textDocument/didOpen', { textDocument }];
}

/** Something is typed into the comment that a file begins with, so that all below moves and means what it did. */
function type(name, version) {
  const position = { line: 0, character: 1 };
  const text = version % 2 === 0 ? ' ' : '\n#';
  const contentChanges = [{ range: { start: position, end: position }, text }];
  return ['textDocument/didChange', { textDocument: { uri: uriOf(name), version }, contentChanges }];
}

function print(what, times) {
  const sorted = times.sort((a, b) => a - b);
  const at = (share) =>
    `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0)} ms`;
  console.log(`${what}: median ${at(0.5)}, 95 % within ${at(0.95)}, at most ${at(1)}`);
}

try {
  for (const [name, lines] of Object.entries(files)) {
    const fromStart = [];
    const opened = [];
    const changed = [];
    for (let round = 0; round < 10; round++) {
      const begin = performance.now();
      const editor = await start();
      await editor.wait(...open(name));
      fromStart.push(performance.now() - begin);
      await editor.stop();
    }
    for (let round = 0; round < 10; round++) {
      const editor = await start();
      await new Promise((resolve) => setTimeout(resolve, 300));
      opened.push(await editor.wait(...open(name)));
      if (round === 0)
        for (let version = 2; version <= 101; version++)
          changed.push(await editor.wait(...type(name, version)));
      await editor.stop();
    }
    const what = `${name} of ${lines.length} lines`;
    print(`${what}, first diagnostics from the start of the process`, fromStart);
    print(`${what}, first diagnostics from its opening`, opened);
    print(`${what}, diagnostics from a change`, changed);
  }
} finally {
  rmSync(folder, { recursive: true });
}
