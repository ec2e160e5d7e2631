import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../src/catalogue.ts';
import { page as htmlPage } from '../../src/html.ts';
import { finding, result } from '../results.ts';
import { browsing, report } from './browser.ts';

const open = browsing();
let examples: string;

beforeAll(async () => {
  examples = await report(process.cwd(), 'examples');
});

const word = 'registry.example.com/'.padEnd(400, 'x');

/** Everything as long as it can be: names, messages, tokens, folders, numbers; and what could not be checked. */
const excessive = htmlPage(
  result(
    [
      { ...finding([1, 6, 406]), file: `${'folder/'.repeat(40)}Dockerfile`, message: word, subject: word },
      { ...finding([2, 300, 306]), file: `漢字/${'漢字'.repeat(40)}/Dockerfile`, severity: 'warning' },
    ],
    [{ file: word, message: word, line: 1, column: 300 }],
    { files: 1_234_567, suppressed: 1_234_567, failures: 1_234_567, errors: 1_234_567, warnings: 1_234_567 },
  ),
  {
    paths: [word, 'deploy'],
    sources: new Map([
      [word, word],
      [`${'folder/'.repeat(40)}Dockerfile`, `FROM ${word}\n`],
      [`漢字/${'漢字'.repeat(40)}/Dockerfile`, `a\nRUN ${'a && '.repeat(59)}latest${' && b'.repeat(60)}\n`],
    ]),
  },
);

/** The titles that need most room beside a number. */
const titles = htmlPage(
  result(
    rules
      .toSorted((a, b) => b.title.length - a.title.length)
      .slice(0, 8)
      .flatMap(({ id }) => Array.from({ length: 100 }, () => finding([1, 1, 5], { rule: id }))),
  ),
  { sources: new Map([['Dockerfile', 'FROM nginx\n']]) },
);

const pages: [string, () => string][] = [
  ['examples', () => examples],
  ['excess', () => excessive],
  ['titles', () => titles],
  ['nothing', () => htmlPage(result([]), { sources: new Map() })],
];

/** Pairs of things that lie on each other, and marks that are not to be seen in their frames. */
function misplaced(page: Page) {
  return page.evaluate(() => {
    const bad: string[] = [];
    const boxOf = (element: Element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    };
    type Box = ReturnType<typeof boxOf>;
    const apart = (a: Box, b: Box) =>
      a.x + a.width <= b.x + 0.5 ||
      b.x + b.width <= a.x + 0.5 ||
      a.y + a.height <= b.y + 0.5 ||
      b.y + b.height <= a.y + 0.5;
    // Off the screen nothing has a layout of its own until it is scrolled to.
    for (const place of document.querySelectorAll<HTMLElement>('.place'))
      place.style.contentVisibility = 'visible';
    for (const parent of document.querySelectorAll(
      'header, .toolbar, .heading, .file h3, .finding, .place, .file, main, svg a',
    )) {
      const children = [...parent.children].filter(
        (child) => child.matches(':not(rect, title)') && boxOf(child).height > 0,
      );
      children.forEach((child, index) => {
        const next = children[index + 1];
        if (next !== undefined && !apart(boxOf(child), boxOf(next)))
          bad.push(`${child.outerHTML} on ${next.outerHTML}`);
      });
    }
    for (const mark of document.querySelectorAll('mark')) {
      const [inner, outer] = [boxOf(mark), boxOf(mark.closest('.code')!)];
      const inside =
        inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width && inner.y >= outer.y;
      if (!inside || inner.width < 3 || inner.height < 8) bad.push(mark.outerHTML);
    }
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) bad.push(`${scrollWidth} of ${clientWidth} pixels`);
    return bad;
  });
}

async function accessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

describe.each(pages)('%s', (_, text) => {
  test('fits any width', async () => {
    const { page } = await open(text(), { bypassCSP: true });
    for (const width of [360, 390, 768, 959, 960, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await misplaced(page)]).toEqual([width, []]);
    }
  });

  test('is accessible', async () => {
    const { page } = await open(text());
    for (const width of [390, 1280]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await accessible(page);
      }
    }
  });
});

test.each(['light', 'dark'] as const)('what opens and closes is accessible, %s', async (colorScheme) => {
  const { page } = await open(examples, { colorScheme, hash: '#q=busybox' });
  for (const numbers of await page.locator('.numbers summary').all()) await numbers.click();
  await page.keyboard.press('j');
  await accessible(page);
  await page.keyboard.press('?');
  await accessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('nothing is like that');
  await expect.poll(() => page.locator('.none').isVisible()).toBe(true);
  await accessible(page);
});

describe('on paper', () => {
  test('everything is there but the controls, dark on light', async () => {
    const { page } = await open(examples, { colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Hide code' }).click();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const seen = await page.evaluate(() => ({
      paper: getComputedStyle(document.body).backgroundColor,
      ink: getComputedStyle(document.body).color,
      controls: [...document.querySelectorAll('button, input, select')].filter((each) =>
        each.checkVisibility(),
      ).length,
      hidden: [...document.querySelectorAll('.finding, .code, table')].filter(
        (each) => !each.checkVisibility(),
      ).length,
    }));
    expect(seen).toEqual({ paper: 'rgb(255, 255, 255)', ink: 'rgb(29, 27, 24)', controls: 0, hidden: 0 });
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(50_000);
  });
});
