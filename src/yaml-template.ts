import { InputError } from './errors.ts';

/** What to say of a text that cannot be read because it is a template; any other error as it is. */
export function explainTemplate(text: string, error: unknown): unknown {
  if (!(error instanceof InputError) || error.at.line === undefined || !text.includes('{{')) return error;
  const lines = text.split(/\r\n?|\n/);
  // A line of a template is often found wrong with the next one only.
  for (const line of [error.at.line, error.at.line - 1]) {
    const action = /^[^'"#]*?\{\{/.exec(lines[line - 1] ?? '');
    if (action === null) continue;
    const at = { line, column: action[0].length - 1 };
    return new InputError('this is a template: render it first (`helm template … | policy-check -`)', at, {
      cause: error,
    });
  }
  return error;
}
