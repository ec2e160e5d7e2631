import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding.ts';
import { page as htmlPage } from '../../src/html.ts';
import { checked } from '../project.ts';
import { tenThousand } from '../results.ts';
import { browsing, report, shown } from './browser.ts';

const open = browsing();
const root = process.cwd();
let examples: string;
let findings: Finding[];

beforeAll(async () => {
  examples = await report(root, 'examples');
  ({ findings } = await checked(root, ['examples']));
});

/** What the page should show of a finding; the token as it stands in the file. */
function expected({ file, range, subject, severity, rule, message }: Finding) {
  const line = readFileSync(file, 'utf8').split('\n')[range.start.line - 1]!;
  const end = range.end.line === range.start.line ? range.end.column - 1 : undefined;
  const at = `${range.start.line}:${range.start.column}`;
  return { file, at, subject, severity, rule, message, token: line.slice(range.start.column - 1, end) };
}

describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
  test('the page shows every finding of the check', async () => {
    const { page } = await open(examples, { javaScriptEnabled });
    expect(findings.length).toBeGreaterThan(50);
    expect(await shown(page)).toEqual(findings.map(expected));
    expect(await page.title()).toBe('15 errors, 59 warnings: examples');
    expect(await page.locator('.checked').textContent()).toContain('14 files');
    expect(await page.locator('.toolbar').isVisible()).toBe(javaScriptEnabled);
    expect(await page.getByRole('button', { name: 'Dark theme' }).count()).toBe(javaScriptEnabled ? 1 : 0);
  });
});

test('the pictures and their tables count the findings', async () => {
  const { page } = await open(examples);
  const rows = await page.locator('.numbers tbody tr').evaluateAll((rows) =>
    rows.map((row) => ({
      value: row.querySelector('a')!.getAttribute('data-value')!,
      numbers: [...row.querySelectorAll('td')].map(({ textContent }) => Number(textContent)),
    })),
  );
  const folder = ({ file }: Finding) => file.replace(/\/[^/]*$/, '');
  for (const { value, numbers } of rows) {
    const these = findings.filter((finding) => finding.rule === value || folder(finding) === value);
    const errors = these.filter(({ severity }) => severity === 'error').length;
    expect({ value, numbers }).toEqual({ value, numbers: [errors, these.length - errors] });
  }
  expect(rows).toHaveLength(new Set(findings.flatMap((each) => [each.rule, folder(each)])).size);
  const bars = await page
    .locator('svg a[data-value="examples/before/deploy"] rect')
    .evaluateAll((rects) => rects.slice(1).map((rect) => rect.getBoundingClientRect().width));
  const [track, error, warning] = bars as [number, number, number];
  expect(error / track).toBeCloseTo(8 / 33, 2);
  expect(warning / track).toBeCloseTo(25 / 33, 2);
});

describe('filters', () => {
  const count = (test: (finding: Finding) => boolean) => findings.filter(test).length;

  test('by severity, rule, folder and text narrow each other, and the address follows', async () => {
    const { page } = await open(examples);
    const status = page.getByRole('status');
    expect(await status.textContent()).toBe(`${findings.length} findings`);

    await page.getByRole('combobox', { name: 'Severity' }).selectOption('error');
    const errors = count(({ severity }) => severity === 'error');
    await expect.poll(() => status.textContent()).toBe(`${errors} of ${findings.length} findings`);
    await page.getByRole('combobox', { name: 'Rule' }).selectOption('no-latest-tag');
    await page.getByRole('combobox', { name: 'Folder' }).selectOption('examples/before/deploy');
    await page.getByRole('searchbox').fill('busyBOX  catalog');
    await expect.poll(() => status.textContent()).toBe(`1 of ${findings.length} findings`);
    expect(await shown(page)).toMatchObject([{ rule: 'no-latest-tag', token: 'busybox' }]);
    expect(new URL(page.url()).hash).toBe(
      '#q=busyBOX++catalog&severity=error&rule=no-latest-tag&folder=examples%2Fbefore%2Fdeploy',
    );
    expect(await page.locator('.file:visible, .place:visible').count()).toBe(2);

    await page.getByRole('searchbox').fill('no such text');
    await expect.poll(() => page.getByText('No finding is like that.').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => status.textContent()).toBe(`${findings.length} findings`);
    expect(await shown(page)).toHaveLength(findings.length);
    expect(page.url()).not.toContain('#');
  });

  test('a view can be shared by its address', async () => {
    const { page } = await open(examples, { hash: '#severity=error&q=nightly' });
    const view = await shown(page);
    expect(view.length).toBeGreaterThan(0);
    expect(view).toEqual(
      findings.filter(({ severity, file }) => severity === 'error' && file.includes('nightly')).map(expected),
    );
    expect(await page.getByRole('combobox', { name: 'Severity' }).inputValue()).toBe('error');
    await page.evaluate(() => (location.hash = '#rule=pin-digest'));
    await expect
      .poll(async () => new Set((await shown(page)).map(({ rule }) => rule)))
      .toEqual(new Set(['pin-digest']));
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  test('an address with a rule that is not in the report asks for none', async () => {
    const { page } = await open(examples, { hash: '#rule=%3Cimg%20src%3Dx%3E' });
    expect(await page.getByRole('status').textContent()).toBe(`${findings.length} findings`);
    expect(await page.locator('[name=rule] option:checked').textContent()).toBe('All rules');
  });

  test('what counts findings shows them: bars, numbers, rules; and nothing else narrows them', async () => {
    const { page } = await open(examples, { hash: '#severity=error' });
    await page.locator('.numbers summary').first().click();
    for (const part of ['svg', '.numbers', '.rules']) {
      await page.locator(`${part} a[data-value=no-docker-hub]`).click();
      expect(new URL(page.url()).hash).toBe('#rule=no-docker-hub');
      expect(await shown(page)).toHaveLength(count(({ rule }) => rule === 'no-docker-hub'));
      await page.getByRole('button', { name: 'Show all' }).click();
    }
  });

  test('the rule of a finding leads to what it asks for', async () => {
    const { page } = await open(examples);
    await page.getByRole('combobox', { name: 'Rule' }).selectOption('no-docker-hub');
    const docker = count(({ rule }) => rule === 'no-docker-hub');
    await expect.poll(async () => (await shown(page)).length).toBe(docker);
    await page.locator('.finding:visible .rule').first().click();
    expect(new URL(page.url()).hash).toBe('#rule-no-docker-hub');
    expect(await page.locator('#rule-no-docker-hub').textContent()).toContain('rate limits stop deployments');
    await expect.poll(() => inView(page.locator('#rule-no-docker-hub'))).toBe(true);
    expect(await shown(page)).toHaveLength(docker);
  });
});

function inView(locator: import('playwright-core').Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && top < innerHeight && bottom > 0;
  });
}

test('a link to a finding leads to it, even when the filters hide it', async () => {
  const { page } = await open(examples, { hash: '#finding-70' });
  expect(await inView(page.locator('#finding-70'))).toBe(true);
  await page.getByRole('searchbox').fill('nothing is like that');
  await expect.poll(() => page.locator('.none').isVisible()).toBe(true);
  await page.evaluate(() => (location.hash = '#finding-3'));
  await expect.poll(() => inView(page.locator('#finding-3'))).toBe(true);
  expect(await shown(page)).toHaveLength(findings.length);
});

test('10,000 findings are filtered at once', async () => {
  const { result, sources } = tenThousand();
  const { page } = await open(htmlPage(result, { sources }));
  for (const [hash, text] of [
    ['#q=package-7+team-33/', '1 of 10000 findings'],
    ['#severity=error', '2000 of 10000 findings'],
    ['', '10000 findings'],
  ] as const) {
    const time = await page.evaluate(async (hash) => {
      const start = performance.now();
      location.hash = hash;
      await new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - start;
    }, hash);
    expect(await page.getByRole('status').textContent()).toBe(text);
    expect(time).toBeLessThan(2_000);
  }
});
