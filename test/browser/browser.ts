import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { cli, project } from '../project.ts';

const executablePath = process.env['CHROMIUM'] || '/usr/bin/chromium';

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

type Options = Omit<BrowserContextOptions, 'viewport'> & { width?: number; hash?: string; calm?: boolean };

/** A page, and everything that happened in it that should not: errors, dialogs, requests, breaches of its policy. */
export type Visit = { page: Page; trouble: string[] };

/** One browser for the tests of a file. */
export function launching(): () => Browser {
  let browser: Browser;
  beforeAll(async () => {
    if (!existsSync(executablePath)) {
      throw new Error(`there is no ${executablePath}: install Chromium, or say in CHROMIUM where it is`);
    }
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(() => browser?.close());
  return () => browser;
}

/** The same. Gives what opens a text of HTML in it, as the file that it would be. */
export function browsing(): (text: string, options?: Options) => Promise<Visit> {
  const browser = launching();
  return async (text, { width = 1280, hash = '', calm = true, ...options } = {}) => {
    const url = `file://${join(project({ 'report.html': text }), 'report.html')}`;
    const context = await browser().newContext({ ...options, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const trouble: string[] = [];
    page.on('pageerror', (error) => trouble.push(String(error)));
    page.on('console', (message) => trouble.push(message.text()));
    page.on('dialog', (dialog) => (trouble.push(dialog.message()), dialog.dismiss()));
    page.on('popup', (popup) => trouble.push(popup.url()));
    page.on('request', (request) => request.url().startsWith(url) || trouble.push(request.url()));
    await page.goto(url + hash);
    onTestFinished(async () => {
      await context.close();
      if (calm) expect(trouble).toEqual([]);
    });
    return { page, trouble };
  };
}

/** The HTML report of files and folders. */
export async function report(cwd: string, ...paths: string[]): Promise<string> {
  const { stdout, stderr } = await cli(cwd, ['--format', 'html', ...paths]);
  expect(stderr).toBe('');
  return stdout;
}

/** The findings that the page shows, in its order. */
export function shown(page: Page) {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.finding')]
      .filter((finding) => finding.checkVisibility({ contentVisibilityAuto: false }))
      .map((finding) => {
        const place = finding.closest('.place')!;
        const text = (scope: Element, selector: string) => scope.querySelector(selector)?.textContent;
        return {
          file: text(finding.closest('.file')!, '.path'),
          at: text(place, '.at'),
          subject: place.querySelector('summary')!.lastChild!.textContent!.trim(),
          severity: text(finding, '.severity'),
          rule: text(finding, '.rule'),
          message: text(finding, '.message'),
          token: text(place, 'mark'),
        };
      }),
  );
}
