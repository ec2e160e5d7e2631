import { beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { browsing, report } from './browser.ts';

const open = browsing();
let examples: string;

beforeAll(async () => {
  examples = await report(process.cwd(), 'examples');
});

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);
const codeOf = (page: Page, id: string) =>
  page.evaluate((id) => document.getElementById(id)!.closest('.place')!.querySelector('details')!.open, id);

describe('keys', () => {
  test('move between the findings that are shown, and open and close their code', async () => {
    const { page } = await open(examples, { hash: '#severity=error' });
    const errors = await page.locator('.finding:visible').evaluateAll((all) => all.map(({ id }) => id));
    await page.keyboard.press('j');
    expect(await focused(page)).toBe(errors[0]);
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe(errors[2]);
    await page.keyboard.press('k');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('k');
    expect(await focused(page)).toBe(errors[0]);
    await page.keyboard.press('Enter');
    expect(await codeOf(page, errors[0]!)).toBe(false);
    await page.keyboard.press('o');
    expect(await codeOf(page, errors[0]!)).toBe(true);
    for (const _ of errors) await page.keyboard.press('j');
    expect(await focused(page)).toBe(errors.at(-1));
    const box = (await page.locator(`#${errors.at(-1)}`).boundingBox())!;
    expect(box.y).toBeGreaterThan(100);
    expect(box.y + box.height).toBeLessThanOrEqual(900);
  });

  test('go to the search and out of it; letters in it are letters', async () => {
    const { page } = await open(examples);
    await page.keyboard.press('/');
    await page.keyboard.type('j?k/o');
    expect(await page.getByRole('searchbox').inputValue()).toBe('j?k/o');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('');
    expect(await page.getByRole('searchbox').inputValue()).toBe('j?k/o');

    await page.getByRole('searchbox').fill('postgres');
    await page.keyboard.press('Enter');
    const first = await page.locator('.finding:visible').first().getAttribute('id');
    expect(await focused(page)).toBe(first);
    expect(await page.locator('.finding[hidden]').count()).toBeGreaterThan(0);
  });

  test('show what they do, and can be turned off', async () => {
    const { page } = await open(examples);
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard' });
    expect(await dialog.isVisible()).toBe(true);
    await page.getByLabel('Single letters are shortcuts').uncheck();
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
    await page.keyboard.press('j');
    expect(await focused(page)).toBe('');
    await page.reload();
    await page.keyboard.press('?');
    expect(await dialog.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Keyboard' }).click();
    expect(await page.getByLabel('Single letters are shortcuts').isChecked()).toBe(false);
  });

  test('reach everything in the order of the page, from a link that skips to the findings', async () => {
    const { page } = await open(examples);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the findings' });
    expect(
      await skip.evaluate((link) => [link === document.activeElement, link.getBoundingClientRect().top]),
    ).toEqual([true, 8]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('searchbox').evaluate((input) => document.activeElement === input)).toBe(
      true,
    );
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect(outline).toBe('solid');
  });
});

test('all code can be hidden at once', async () => {
  const { page } = await open(examples);
  await page.getByRole('button', { name: 'Hide code' }).click();
  expect(await page.locator('.findings mark:visible').count()).toBe(0);
  await page.getByRole('button', { name: 'Hide code' }).click();
  expect(await page.locator('.findings mark:visible').count()).toBeGreaterThan(30);
});

describe('the theme', () => {
  const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  test('is the one of the system, unless another is chosen', async () => {
    const { page } = await open(examples, { colorScheme: 'dark' });
    const dark = await paper(page);
    await page.getByRole('button', { name: 'Light theme' }).click();
    const light = await paper(page);
    expect(light).not.toBe(dark);
    await page.reload();
    expect(await paper(page)).toBe(light);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await paper(page)).toBe(light);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await paper(page)).toBe(light);
    expect(await page.getByRole('button', { name: 'Dark theme' }).isVisible()).toBe(true);
  });
});
