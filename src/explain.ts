import type { ErrorObject } from 'ajv';
import type { Path } from './finding.ts';
import { didYouMean } from './nearest.ts';

/** What a schema error means for the person who wrote the file: where it is, and what was expected there. */
export type Explanation = {
  message: string;
  path: Path;
  /** The key below `path` that should not be there, when that is what is wrong. */
  key?: string;
};

const nouns: Record<string, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true/false',
  array: 'a list',
  object: 'a mapping',
  null: 'empty',
};

/** Puts one of ajv's errors about `value` into words; `schema` is what the value was checked against. */
export function explain(value: unknown, schema: object, error: ErrorObject): Explanation {
  const path = pathOf(value, error.instancePath);
  const place = label(path);
  const data = path.reduce(step, value);
  // The last part is the keyword; what it stands in may say more.
  const expected = pathOf(schema, error.schemaPath).slice(0, -1).reduce(step, schema) as {
    properties?: object;
    description?: string;
  };
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = error.params['additionalProperty'] as string;
      const known = Object.keys(expected.properties ?? {});
      const noun = path.at(-1) === 'rules' ? 'rule' : path.at(-1) === 'parameters' ? 'parameter' : 'key';
      const where = path.length === 0 ? '' : ` in ${place}`;
      const hint = didYouMean(key, known) || ';';
      return {
        message: `unknown ${noun} "${brief(key)}"${where}${hint} known are ${known.join(', ')}`,
        path,
        key,
      };
    }
    case 'enum': {
      const allowed = (error.params['allowedValues'] as unknown[]).map(String);
      const hint = typeof data === 'string' ? didYouMean(data, allowed) : '';
      return { message: `${place} must be one of ${allowed.join(', ')}, not ${shown(data)}${hint}`, path };
    }
    case 'type': {
      const types = [error.params['type'] as string | string[]].flat();
      const wanted = types
        .map((type) => nouns[type])
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1');
      return { message: `${place} must be ${wanted}, not ${shown(data)}`, path };
    }
    case 'required':
      return { message: `${place} needs the key "${error.params['missingProperty']}"`, path };
    case 'minItems':
    case 'minLength':
      return { message: `${place} must not be empty`, path };
    default: {
      const wanted = expected.description === undefined ? error.message : `must be ${expected.description}`;
      return { message: `${place} ${wanted}; it is ${shown(data)}`, path };
    }
  }
}

function shown(data: unknown): string {
  if (data === null) return 'empty';
  if (Array.isArray(data)) return 'a list';
  return typeof data === 'object' ? 'a mapping' : brief(JSON.stringify(data));
}

/** What is quoted tells which one is meant, also when somebody has written a page. */
function brief(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function label(path: Path): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return text === '' ? 'the file' : text.replace(/^\./, '');
}

/** The path that a JSON pointer stands for; which of its parts are indices shows in the value alone. */
function pathOf(value: unknown, pointer: string): Path {
  const path: Path = [];
  let here = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(here) ? Number(name) : name);
    here = step(here, name);
  }
  return path;
}

function step(value: unknown, name: string | number): unknown {
  return (value as Record<string, unknown> | undefined)?.[name];
}
