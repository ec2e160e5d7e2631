import { describe, expect, test } from 'vitest';
import { InputError } from '../src/errors.ts';
import { readConfigurationText } from '../src/yaml.ts';

describe('the text of a configuration', () => {
  test.each([
    ['', null],
    ['# nothing\n', null],
    [
      'a: off\nb: yes\nc: on\nd: true\ne: null\nf: ~\n',
      { a: 'off', b: 'yes', c: 'on', d: true, e: null, f: null },
    ],
    ['a: 0o17\nb: 017\nc: 1e3\nd: 1_000\ne: 0x1F\n', { a: 15, b: 17, c: 1000, d: '1_000', e: 31 }],
    ['off: 1\n2: 3\n', { off: 1, '2': 3 }],
    ['a: !!str 1\nb: ! 2\nc: "3"\nd: !!int "4"\n', { a: '1', b: '2', c: '3', d: 4 }],
    ['a: &a [x]\nb: *a\n<<: {c: 1}\n', { a: ['x'], b: ['x'], '<<': { c: 1 } }],
    ['a: [\n  "vendor/**",\n]\n', { a: ['vendor/**'] }],
    ['%YAML 1.2\n---\na: 1\n...\n', { a: 1 }],
  ])('%j is %j', (text, value) => {
    expect(readConfigurationText(text).value).toEqual(value);
  });

  test.each([
    ['a: 1\nb: 2\na: 3\n', '3:1 the key a comes twice'],
    ['a: {b: 1, "b": 2}\n', '1:11 the key b comes twice'],
    ['a: 1\n---\nb: 2\n', '3:1 one document is expected, and here starts another'],
    ['a: [1\n', '2:1 not valid YAML: unexpected end of the stream within a flow collection'],
    ['a:\n\tb: 1\n', '2:1 not valid YAML: tab characters must not be used in indentation'],
    ['a: !mine 1\n', '1:10 the text is not what its tag !mine says'],
    ['a: !!int x\n', '1:10 the text is not what its tag !!int says'],
    ['a: .inf\n', '1:4 JSON has no such number: .inf'],
    ['a: &a [*a]\n', '1:8 this alias stands for something that contains itself'],
    ['a: *b\n', '1:4 not valid YAML: no anchor &b stands before *b'],
    ['a: "\0"\n', '1:5 not valid YAML: the control character U+0000 is not allowed'],
    ['? [a]\n: b\n', '1:3 a key must be text, not a sequence'],
    ['['.repeat(100_000), '1:502 not valid YAML: nested more than 500 levels deep'],
  ])('refuses %j', (text, message) => {
    try {
      readConfigurationText(text);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      expect(`${error.at.line}:${error.at.column} ${error.message}`).toBe(message);
    }
  });

  test('values and keys are found in it', () => {
    const { locate, locateKey } = readConfigurationText('rules:\n  no-docker-hub: off\nignore: ["a", b]\n');
    const range = (line: number, from: number, to: number) => ({
      start: { line, column: from },
      end: { line, column: to },
    });
    expect(locate(['rules', 'no-docker-hub'])).toEqual(range(2, 18, 21));
    expect(locateKey(['rules', 'no-docker-hub'])).toEqual(range(2, 3, 16));
    expect(locateKey(['rules'])).toEqual(range(1, 1, 6));
    expect(locate(['ignore'])).toEqual(range(3, 1, 7));
    expect(locate(['ignore', 0])).toEqual(range(3, 10, 13));
    expect(locateKey(['ignore', 1])).toEqual(range(3, 15, 16));
    expect(locateKey(['rules', 'absent'])).toEqual(range(2, 3, 16));
    expect(readConfigurationText('').locateKey(['a'])).toEqual(range(1, 1, 1));
  });
});
