import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from '../../src/check.ts';
import type { Finding, Position } from '../../src/finding.ts';
import { kindOfName } from '../../src/kind.ts';
import { reporters } from '../../src/reporters.ts';
import { namesInRepository } from '../../src/repository.ts';
import type { Input } from './inputs.ts';

/** What a terminal would act on, but for the line break; it is listed here anew, not taken from what is tested. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const dangerous = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
/** What the log of a CI system would act on. */
const command = /^\s*::|##[a-z]*\[/im;
// oxlint-disable-next-line no-control-regex -- as above
const colours = /\u001b\[\d+m/g;

/**
 * Runs the whole program but for its command line on one input, which lies in `folder` from then on, and proves what
 * must hold for any input. Tells whether it was checked, refused, or passed over as none of ours.
 */
export async function examine(input: Input, folder: string): Promise<'checked' | 'refused' | 'passed over'> {
  const { name, way, content } = input;
  mkdirSync(folder, { recursive: true });
  for (const other of readdirSync(folder)) rmSync(join(folder, other));
  writeFileSync(join(folder, name), content);
  const paths = { named: [name], found: ['.'], piped: ['-'] }[way];
  const { result, files, sources } = await inspect({ paths, stdin: { content }, cwd: folder });

  const { summary, findings, failures } = result;
  const nothing = failures.some(({ message }) => message.startsWith('no Dockerfile or Kubernetes manifest'));
  assert(!nothing || (way === 'found' && kindOfName(name) === 'workload'), 'passed over in silence');
  assert.equal(summary.files === 1, failures.length === 0, 'neither checked nor refused, or both');
  assert.equal(summary.failures, failures.length);
  assert.equal(summary.errors + summary.warnings, findings.length);

  // What is no text has no line breaks of YAML's.
  const isYaml = (findings[0]?.kind ?? kindOfName(name)) === 'workload' && isUtf8(content);
  const lines = new TextDecoder().decode(content).split(isYaml ? /\r\n?|\n/ : /\r?\n/);
  for (const finding of findings) provePlace(finding, lines);
  for (const { line, column = 1, message } of failures) {
    assert(line === undefined || isWithin(lines, { line, column }), `outside: ${line}:${column} ${message}`);
    assert.match(message, /^[^\n]+$/, 'a message of several lines');
  }

  const inRepository = namesInRepository(folder);
  const options = { sources, files, inRepository, failOn: 'error', colors: false } as const;
  assert.deepEqual(JSON.parse(reporters.json(result, options)), result);
  const coloured = reporters.pretty(result, { ...options, colors: true }).replaceAll(colours, '');
  assert.equal(coloured, reporters.pretty(result, options));
  for (const [format, report] of Object.entries(reporters)) {
    const text = await report(result, options);
    assert.doesNotMatch(text, dangerous, format);
    if (format !== 'github') assert.doesNotMatch(text, command, format);
  }
  return nothing ? 'passed over' : summary.files === 1 ? 'checked' : 'refused';
}

function provePlace(finding: Finding, lines: string[]): void {
  const { start, end } = finding.range;
  const shown = JSON.stringify(finding);
  assert(isWithin(lines, start) && isWithin(lines, end), `outside the text: ${shown}`);
  assert(
    start.line < end.line || (start.line === end.line && start.column <= end.column),
    `backwards: ${shown}`,
  );
  if (finding.token === undefined || start.line < end.line) return;
  // Where it is not there literally, it is written with escapes.
  const line = lines[start.line - 1]!;
  const pointedAt = line.slice(start.column - 1, end.column - 1);
  assert(pointedAt === finding.token || !line.includes(finding.token), `beside the token: ${shown}`);
}

function isWithin(lines: string[], { line, column }: Position): boolean {
  return line >= 1 && line <= lines.length && column >= 1 && column <= lines[line - 1]!.length + 1;
}
