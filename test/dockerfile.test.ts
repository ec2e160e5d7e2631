import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readDockerfile } from '../src/dockerfile.ts';
import { InputError } from '../src/errors.ts';
import { accepted, places, refused, type Entry } from './dockerfile-cases.ts';
import { project } from './project.ts';

const conftest = resolve('.tools/conftest');

test.each(accepted)('reads %j', (text, input) => {
  const document = readDockerfile(text);
  expect(document).toMatchObject({ kind: 'dockerfile', index: 0, prefix: [] });
  expect(document.input).toEqual(input);
});

test.each(refused)('refuses %j', (text, place, message) => {
  const { at, message: said } = refusal(text);
  expect(`${at.line}:${at.column} ${said}`).toContain(`${place} `);
  expect(said).toContain(message);
});

test.each(places)('of %j, %j with the token %j is at %s', (text, path, token, range, occurrence) => {
  const { start, end } = readDockerfile(text).locate(path, token, occurrence);
  expect(`${start.line}:${start.column}-${end.line}:${end.column}`).toBe(range);
});

describe('a hostile file is read or refused at once', () => {
  const many = (text: string, count = 50_000) => text.repeat(count);
  test.each([
    ['one instruction after the other', many('RUN a\n', 100_000)],
    ['a long instruction', `RUN a <<E \\\n${many('b "$c" ${d:-e} \\\n')}\nE\n`],
    ['nested substitutions', `RUN ${many('${a:-\\\n')}<<E\nE\n`],
    ['nested arrays', `RUN ${many('[\\\n')}`],
    ['nested ONBUILD', many('ONBUILD \\\n')],
    ['flags', `RUN ${many('--mount="é" \\\n')} a`],
    ['escapes', `RUN ["${many('\\\\a\\\n')}"]`],
    ['heredocs', `RUN ${many('<<E \\\n')}\n${many('E\n')}`],
    ['spaces before <', `RUN <<${many(`${' '.repeat(30)}\\\n`)}<\n`],
    ['one line', `RUN ${'a'.repeat(5_000_000)}`],
    ['odd characters', 'FROM a\nRUN \0 \ud800 "\x1b\nCOPY --from=\udc00 \ud83d b\n'],
  ])('%s', (_, text) => {
    const start = performance.now();
    try {
      readDockerfile(text).locate([0, 'Value', 0], 'b');
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
    }
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe.skipIf(!existsSync(conftest))('conftest', () => {
  const fixtures = 'test/fixtures/dockerfile';
  const files = readdirSync(fixtures).map((name) => readFileSync(join(fixtures, name), 'utf8'));

  test('gives the same for what is accepted', async () => {
    const texts = [...accepted.map(([text]) => text), ...places.map(([text]) => text), ...files];
    texts.push(...texts.map((text) => text.replaceAll('\n', '\r\n')));
    const cwd = project(Object.fromEntries(texts.entries()));
    const parsed = JSON.parse(await parse(cwd, Object.keys(texts))) as Record<string, unknown>;
    texts.forEach((text, index) => {
      const input = readDockerfile(text).input as Entry[];
      const common = input.map(({ Heredocs: _heredocs, SubFlags: _subFlags, ...rest }) => rest);
      expect([common], text).toEqual(parsed[index]);
    });
  });

  test('refuses what is refused', async () => {
    const texts = refused.map(([text]) => text);
    const cwd = project(Object.fromEntries(texts.entries()));
    const results = await Promise.allSettled(Object.keys(texts).map((name) => parse(cwd, [name])));
    // A crash of conftest would give another code.
    expect(results).toEqual(
      texts.map(() => ({ status: 'rejected', reason: expect.objectContaining({ code: 1 }) })),
    );
  });
});

/** What `conftest parse` prints for these files: with more than one, an object by name. */
async function parse(cwd: string, names: string[]): Promise<string> {
  const args = ['parse', '--parser', 'dockerfile', ...names];
  return (await promisify(execFile)(conftest, args, { cwd, maxBuffer: 1 << 26 })).stdout;
}

function refusal(text: string): InputError {
  try {
    readDockerfile(text);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
