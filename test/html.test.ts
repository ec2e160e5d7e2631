import { describe, expect, test } from 'vitest';
import type { Result } from '../src/check.ts';
import { html, textOf } from '../src/html-template.ts';
import { page } from '../src/html.ts';
import { finding, result, tenThousand } from './results.ts';

function report(result: Result, sources: Record<string, string> = {}, paths = ['.']): string {
  return page(result, { paths, sources: new Map(Object.entries(sources)) });
}

const golden = (name: string) => `fixtures/html/${name}.html`;

describe('golden files', () => {
  test('nothing found', async () => {
    await expect(report(result([], [], { files: 3 }))).toMatchFileSnapshot(golden('none'));
  });

  test('one finding', async () => {
    const sources = { Dockerfile: 'FROM nginx:latest\n' };
    await expect(report(result([finding([1, 12, 18])]), sources)).toMatchFileSnapshot(golden('one'));
  });

  test('many findings, and what could not be checked', async () => {
    const rest = { rule: 'non-root-user', message: 'USER 0 runs the image as root' };
    const many = result(
      [
        finding([9, 12, 18]),
        finding([9, 12, 18], {
          severity: 'warning',
          rule: 'pin-digest',
          message: 'nginx:latest has no digest',
        }),
        finding([10, 7, 8], rest),
        finding([2, 10, 16], {
          file: 'deploy/web.yaml',
          kind: 'workload',
          subject: 'Pod/-/web container app',
        }),
        finding([1, 1, 1], { file: 'deploy/web.yaml', kind: 'workload', document: 1, subject: 'Pod/-/job' }),
      ],
      [
        { file: 'bad.yaml', message: 'this list has no end', line: 2, column: 8 },
        { file: 'gone', message: 'no such file or folder' },
      ],
      { files: 12, suppressed: 2 },
    );
    const sources = {
      Dockerfile: `${'# comment\n'.repeat(8)}FROM nginx:latest\n\tUSER 0\n`,
      'deploy/web.yaml': 'a: 1\nimage: x:latest\n',
      'bad.yaml': 'kind: Pod\nspec: [1,\n',
    };
    await expect(report(many, sources, ['Dockerfile', 'deploy', 'bad.yaml', 'gone'])).toMatchFileSnapshot(
      golden('many'),
    );
  });
});

describe('the template', () => {
  test('makes text of whatever is put into it', () => {
    const text = `</p>&"'<script>\u202e\u0007`;
    expect(textOf(html`<p title="${text}">${text}</p>`)).toBe(
      '<p title="&lt;/p&gt;&amp;&quot;&#39;&lt;script&gt;\\u{202e}\\u{7}">' +
        '&lt;/p&gt;&amp;&quot;&#39;&lt;script&gt;\\u{202e}\\u{7}</p>',
    );
  });

  test('takes markup as it is, and knows it from an object that looks like it', () => {
    expect(textOf(html`<b>${[html`<hr />`, html`<br />`]}${undefined}</b>`)).toBe('<b><hr /><br /></b>');
    const forged = JSON.parse('{"markup": "<script>", "Symbol(markup)": "<script>"}');
    expect(() => textOf(html`<b>${forged}</b>`)).toThrow();
  });

  test('drops the indentation of our code, and leaves what is put in alone', () => {
    const list = html`<ul>
      <li>${'a\t  b'}</li>
    </ul>`;
    expect(textOf(list)).toBe('<ul>\n<li>a\\u{9}  b</li>\n</ul>');
  });
});

test('10,000 findings are no burden', () => {
  const { result, sources } = tenThousand();
  const start = performance.now();
  const text = page(result, { sources });
  expect(performance.now() - start).toBeLessThan(3_000);
  expect(text.length).toBeLessThan(10_000_000);
  expect(text.split('class="finding"')).toHaveLength(10_001);
});
