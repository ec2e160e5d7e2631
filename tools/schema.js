// Writes policy-check.schema.json, the schema of policy-check.yaml for editors. With --check it writes nothing and fails
// when the file is not what the sources give. Reads our TypeScript: node --import ./tools/typescript.js tools/schema.js
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedSchema } from '../src/published-schema.ts';

const file = join(import.meta.dirname, '../policy-check.schema.json');
if (!process.argv.includes('--check')) writeFileSync(file, publishedSchema());
else if (readFileSync(file, 'utf8') !== publishedSchema()) {
  console.error('policy-check.schema.json is not what the sources give; run make generate');
  process.exit(1);
}
