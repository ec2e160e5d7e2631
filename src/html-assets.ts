import { buildSync } from 'esbuild';

// build.js replaces this file by the texts that it gives.

/** The page's script and style, each in one minified piece. */
function bundled(file: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [`${import.meta.dirname}/${file}`],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2023',
    legalComments: 'none',
    charset: 'ascii',
  });
  const text = outputFiles[0]!.text.trim();
  // It would end the element that the text is put into.
  if (/<\/(script|style)/i.test(text)) throw new Error(`${file} must not have an end tag in it`);
  return text;
}

export const script = bundled('html-client.ts');
export const style = bundled('html.css');
