import { describe, expect, test } from 'vitest';
import type { Failure, Finding } from '../src/finding.ts';
import { reporters } from '../src/reporters.ts';
import { finding, options, result } from './results.ts';

const formats = [
  ['sarif', 'sarif'],
  ['junit', 'xml'],
  ['github', 'txt'],
  ['gitlab', 'json'],
] as const;

const nginx = 'FROM nginx:latest\nUSER root\n';

const many: Finding[] = [
  finding([1, 12, 18]),
  finding([2, 6, 10], {
    rule: 'non-root-user',
    severity: 'warning',
    message: 'USER root runs the image as root: write an unprivileged user, such as USER 65532',
  }),
  finding([3, 16, 22], { file: 'deploy/prod web.yaml', kind: 'workload', subject: 'Pod/-/web container a' }),
  finding([4, 16, 22], { file: 'deploy/prod web.yaml', kind: 'workload', subject: 'Pod/-/web container a' }),
  finding([5, 3, 0], {
    file: 'deploy/prod web.yaml',
    kind: 'workload',
    subject: 'Pod/-/web container "b"',
    rule: 'a-rule-of-tomorrow',
    message: '100% of <this> & that, in {0} [lines](1): two',
    range: { start: { line: 5, column: 3 }, end: { line: 6, column: 7 } },
  }),
];

const sources = {
  Dockerfile: nginx,
  'clean/Dockerfile': 'FROM scratch\n',
  'deploy/prod web.yaml': `# 1\n# 2\n  image: nginx:latest\n  image: nginx:latest\n  b: >\n    c:\n`,
};

const failures: Failure[] = [
  { file: 'bad.yaml', message: 'this list has no end', line: 2, column: 8 },
  { file: 'gone', message: 'no such file or folder' },
];

describe.each(formats)('golden files of %s', (format, extension) => {
  const golden = (name: string) => `fixtures/${format}/${name}.${extension}`;

  test('nothing found', async () => {
    const { 'clean/Dockerfile': clean } = sources;
    const text = await reporters[format](result([]), options({ 'clean/Dockerfile': clean }));
    await expect(text).toMatchFileSnapshot(golden('none'));
  });

  test('one finding', async () => {
    const text = await reporters[format](result([finding([1, 12, 18])]), options({ Dockerfile: nginx }));
    await expect(text).toMatchFileSnapshot(golden('one'));
  });

  test('many findings, and failures with and without a place', async () => {
    const summary = { files: 3, suppressed: 2 };
    const text = await reporters[format](result(many, failures, summary), options(sources));
    await expect(text).toMatchFileSnapshot(golden('many'));
  });
});

// File names, image names and labels reach reports; whoever writes a Dockerfile chooses them.
describe('what comes from files', () => {
  const esc = '\u001b';
  const nasty =
    `::error::a,b=c%0A${esc}[31m\u009b2J\u202e\r\n::stop-commands::x\n ::error::y ##[add-mask]z ##vso[x]` +
    `]]></failure><script>alert('1')</script>&amp;" \ud800\uffff [l](javascript:x) \u2028`;
  const given = result(
    [finding([1, 1, 5], { file: `a/${nasty}`, message: nasty, subject: nasty, token: nasty })],
    [{ file: nasty, message: nasty, line: 1, column: 1 }],
  );
  const texts = (format: keyof typeof reporters) =>
    reporters[format](given, options({ [`a/${nasty}`]: nasty, [`b/${nasty}`]: '' }));

  test.each(Object.keys(reporters) as (keyof typeof reporters)[])(
    'goes into %s harmlessly',
    async (format) => {
      const text = await texts(format);
      expect(text).toMatch(/^[\n -~…]*$/);
      expect(text).not.toMatch(/##[a-z]*\[/i);
      // Only the reporter's own commands start a line.
      const commands = text.match(/^\s*::.*$/gm) ?? [];
      expect(commands).toHaveLength(format === 'github' ? 2 : 0);
      for (const each of commands)
        expect(each).toMatch(/^::error title=[^:,]*(,[a-zA-Z]+=[^:,]*)+::[^\r\n]*$/);
    },
  );

  test('stays what it is where a program reads it', async () => {
    const [{ results }] = JSON.parse(await texts('sarif')).runs;
    const { uri } = results[0].locations[0].physicalLocation.artifactLocation;
    expect(decodeURIComponent(uri)).toBe(`a/${nasty.replace('\ud800', '\ufffd')}`);
    expect(results[0].message.text).not.toContain('](');
    const [{ location }] = JSON.parse(await texts('gitlab'));
    expect(location.path).toBe(`a/${nasty}`);
  });
});
