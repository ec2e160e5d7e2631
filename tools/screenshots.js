// Makes docs/images: what the terminal and the HTML report show of examples/, as Chromium draws it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

process.chdir(join(import.meta.dirname, '..'));

const folder = mkdtempSync(join(tmpdir(), 'policy-check-screenshots-'));

// The same letters on every machine that has these fonts.
const fonts = `<?xml version="1.0"?>
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  ${['system-ui', 'sans', 'sans-serif'].map((name) => preferred(name, 'Inter')).join('')}
  ${['ui-monospace', 'mono', 'monospace'].map((name) => preferred(name, 'JetBrains Mono')).join('')}
</fontconfig>`;

function preferred(name, font) {
  return `<match target="pattern"><test name="family"><string>${name}</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>${font}</string></edit></match>`;
}

/** What the program prints; its exit code says that there are findings. */
function output(...args) {
  const { stdout, status } = spawnSync(process.execPath, ['dist/bin.js', ...args], { encoding: 'utf8' });
  if (status !== 1) throw new Error(`policy-check ${args.join(' ')} exited with ${status}`);
  return stdout;
}

/** What the codes of picocolors open and close. */
const styles = { 1: 'bold', 2: 'dim', 31: 'red', 33: 'yellow' };
const ends = ['22', '39'];

/** Text in a terminal's colours, as HTML. */
function colored(text) {
  const [plain, ...painted] = text
    .replace(/[&<>]/g, (character) => `&#${character.codePointAt(0)};`)
    .split('\u001b[');
  const parts = painted.map((part) => {
    const [, code, rest] = /^(\d+)m([^]*)$/.exec(part);
    if (ends.includes(code)) return `</span>${rest}`;
    if (!(code in styles)) throw new Error(`no style for the terminal's code ${code}`);
    return `<span class="${styles[code]}">${rest}`;
  });
  return plain + parts.join('');
}

function terminal(command) {
  const [, ...args] = command.split(' ');
  return `<!doctype html><meta charset="utf-8"><style>
    body { display: inline-block; margin: 0; padding: 24px 28px; background: #16181d; color: #d8dbe2;
      font: 14px/1.5 monospace; font-variant-ligatures: none; }
    pre { margin: 0; font: inherit; }
    .bold { font-weight: 700; color: #fff; }
    .dim { color: #8b93a3; }
    .red { color: #ff7b72; font-weight: 700; }
    .yellow { color: #e3b341; font-weight: 700; }
  </style><pre><span class="dim">$</span> npx ${command}\n${colored(output('--color', ...args)).trimEnd()}</pre>`;
}

async function picture(browser, name, html, { viewport, selector, ...options }) {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, html);
  const page = await browser.newPage({ viewport, deviceScaleFactor: 2, ...options });
  await page.goto(pathToFileURL(file).href);
  const shot = await (selector === undefined ? page : page.locator(selector)).screenshot();
  await page.close();
  // A palette is enough for text, and a third of the size.
  const { stdout, status } = spawnSync(
    'pngquant',
    ['--quality', '70-100', '--speed', '1', '--nofs', '--strip', '-'],
    {
      input: shot,
      maxBuffer: 1e8,
    },
  );
  if (status !== 0) throw new Error('pngquant failed');
  writeFileSync(`docs/images/${name}.png`, stdout);
}

mkdirSync('docs/images', { recursive: true });
writeFileSync(join(folder, 'fonts.conf'), fonts);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
});
try {
  await picture(browser, 'terminal', terminal('policy-check examples/before/node/Dockerfile'), {
    viewport: { width: 1400, height: 900 },
    selector: 'body',
  });
  for (const colorScheme of ['light', 'dark']) {
    await picture(browser, `report-${colorScheme}`, output('--format', 'html', 'examples'), {
      viewport: { width: 1180, height: 1190 },
      colorScheme,
    });
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
