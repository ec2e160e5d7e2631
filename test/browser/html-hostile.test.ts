import { describe, expect, test } from 'vitest';
import { page as htmlPage } from '../../src/html.ts';
import { visible } from '../../src/terminal.ts';
import { project } from '../project.ts';
import { finding, result } from '../results.ts';
import { browsing, report, shown } from './browser.ts';
import type { Visit } from './browser.ts';

const open = browsing();

const attacks = [
  '<script>window.hit=1</script>',
  '</script><script>window.hit=1</script>',
  '</style><style>body{display:none}</style>',
  '"><img src=x onerror=window.hit=1>',
  "' onmouseover='window.hit=1",
  '<svg onload=window.hit=1><title>',
  '<a href="javascript:window.hit=1">',
  'javascript:window.hit=1',
  '--><iframe srcdoc="<script>parent.hit=1</script>"></iframe>',
  '</title></textarea></template></select></noscript><script>window.hit=1</script>',
  '&lt;script&gt;&#x3c;b&#62;',
  '${window.hit=1}',
  '\u202egnp.exe\u2066\u200b\u0007\u001b[31m',
];

/** The page has our own parts alone, and shows each of these texts as it is. */
async function harmless({ page }: Visit, texts: string[]): Promise<void> {
  await page.mouse.move(300, 300);
  const seen = await page.evaluate(() => ({
    hit: 'hit' in window,
    text: document.body.textContent,
    display: getComputedStyle(document.body).display,
    parts: ['script', 'style', 'img', 'iframe', 'object', 'embed', 'link', 'base', 'template'].map(
      (name) => document.querySelectorAll(name).length,
    ),
    handlers: [...document.querySelectorAll('*')].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style'),
    ),
    links: [...document.links].map(({ protocol }) => protocol),
  }));
  expect(seen).toMatchObject({
    hit: false,
    display: 'block',
    parts: [1, 1, 0, 0, 0, 0, 0, 0, 0],
    handlers: [],
  });
  expect(seen.links.filter((protocol) => !['file:', 'https:'].includes(protocol))).toEqual([]);
  for (const text of texts) expect(seen.text).toContain(visible(text));
}

describe('what checked files hold runs nowhere and shows as it is', () => {
  const slashless = attacks.filter((text) => !text.includes('/'));

  test('names of files and folders', async () => {
    const names = slashless.flatMap((text) => [
      `${text}/Dockerfile`,
      `x${text}.Dockerfile`,
      `broken/${text}.yaml`,
    ]);
    const files = names.map((name) => [
      name,
      name.endsWith('.yaml') ? 'apiVersion: [\nkind: ' : 'FROM nginx\n',
    ]);
    const visit = await open(await report(project(Object.fromEntries(files)), '.'));
    await harmless(visit, names);
  });

  test('a folder with spaces around its name is still a folder to filter by', async () => {
    const { page } = await open(
      await report(project({ ' x /Dockerfile': 'FROM nginx\n', Dockerfile: 'FROM nginx\n' }), '.'),
    );
    await page.getByRole('combobox', { name: 'Folder' }).selectOption(' x ');
    await expect
      .poll(async () => new Set((await shown(page)).map(({ file }) => file)))
      .toEqual(new Set([' x /Dockerfile']));
  });

  test('images, stages, labels and the rest of a Dockerfile', async () => {
    const lines = attacks.flatMap((text) => [
      `FROM registry.example.com/app:1${text.replaceAll(' ', '')}`,
      `LABEL maintainer="" '${text.replaceAll("'", '')}'=1`,
      `USER root:${text.replaceAll(' ', '')}`,
      `RUN apt-get update && echo ${JSON.stringify(text)}`,
    ]);
    const text = await report(
      project({ Dockerfile: lines.filter((line) => !line.includes('\u001b')).join('\n') }),
      '.',
    );
    const visit = await open(text);
    expect((await shown(visit.page)).length).toBeGreaterThan(attacks.length);
    await harmless(visit, ['echo "<script>window.hit=1</script>"', 'app:1"><imgsrc=xonerror=window.hit=1>']);
  });

  test('names, images and fields of a manifest', async () => {
    const pods = attacks.map((text) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: text, labels: { [text]: text } },
        spec: { containers: [{ name: text, image: `nginx:${text}` }] },
      }),
    );
    const visit = await open(await report(project({ 'pods.yaml': pods.join('\n---\n') }), '.'));
    await harmless(visit, attacks);
    await visit.page.getByRole('searchbox').fill('onerror');
    await expect.poll(async () => (await shown(visit.page)).length).toBeLessThan(attacks.length * 8);
  });

  test('whatever else a result may have in it, with scripts and without', async () => {
    const all = result(
      attacks.map((text) => ({
        ...finding([1, 1, 1 + text.length]),
        file: `${text}/${text}`,
        message: text,
        subject: text,
      })),
      attacks.map((text) => ({ file: text, message: text, line: 1, column: 1 })),
    );
    const sources = new Map(
      attacks.flatMap((text) => [[text, text] as const, [`${text}/${text}`, text] as const]),
    );
    const text = htmlPage(all, { sources, paths: attacks });
    for (const javaScriptEnabled of [true, false])
      await harmless(await open(text, { javaScriptEnabled }), attacks);
    const { page } = await open(text);
    const folder = page.getByRole('combobox', { name: 'Folder' });
    for (const option of await folder.locator('option').all()) {
      await folder.selectOption(await option.getAttribute('value'));
    }
    await harmless({ page, trouble: [] }, attacks);
  });

  test('an address', async () => {
    const visit = await open(await one());
    for (const text of attacks) {
      const hash = `#q=${encodeURIComponent(text)}&rule=${encodeURIComponent(text)}`;
      await visit.page.evaluate((hash) => (location.hash = hash), hash);
      await expect.poll(() => visit.page.getByRole('searchbox').inputValue()).toBe(text);
    }
    await harmless(visit, []);
  });
});

function one(): Promise<string> {
  return report(project({ Dockerfile: 'FROM nginx\n' }), '.');
}

test.each(attacks.filter((text) => /hit=1/.test(text) && text.startsWith('<') && !text.includes('</style>')))(
  'were %s to get in, the policy would not let it run',
  async (text) => {
    const page = (await one()).replace('<main', () => `${text}<main`);
    const { page: opened, trouble } = await open(page, { calm: false });
    for (const link of await opened.locator('a[href^="javascript:"]').all())
      await link.dispatchEvent('click');
    expect(await opened.evaluate(() => 'hit' in window)).toBe(false);
    expect(trouble.join('\n')).toContain('Content Security Policy');
  },
);
