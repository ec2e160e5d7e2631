import { printable } from './json.ts';
import { version } from './profiles.ts';
import { configuration } from './schemas.ts';

/** Where the schema of this version is found once the package is. */
export const schemaId = `https://unpkg.com/policy-check@${version}/policy-check.schema.json`;

/** The schema of policy-check.yaml as editors take it. */
export function publishedSchema(): string {
  return printable({
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: schemaId,
    title: 'policy-check.yaml',
    ...(forEditors(configuration) as object),
  });
}

/** Conditions make the better errors, but editors complete alternatives alone. */
function forEditors(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(forEditors);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { if: condition, then, else: otherwise, ...rest } = schema as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries({ ...rest, ...(condition !== undefined && { anyOf: [otherwise, then] }) }).map(
      ([key, value]) => [key, forEditors(value)],
    ),
  );
}
