import type { CheckOptions, Inspection } from './check.ts';
import { count } from './count.ts';
import { diff } from './diff.ts';
import { InputError } from './errors.ts';
import { fixFiles, writeFixed } from './fixes.ts';
import type { FixedFile } from './fixes.ts';
import { formatFailure } from './pretty.ts';
import { visible } from './terminal.ts';

type Streams = { stdout: (text: string) => void; stderr: (text: string) => void; cwd: string };

/**
 * What --fix and --fix-dry-run do after a check: writes the files that fixes change, or prints a diff of each, and says
 * how many findings that is.
 */
export async function fixAll(
  options: CheckOptions,
  inspection: Inspection,
  { write, io }: { write: boolean; io: Streams },
): Promise<{ changed: boolean; failed: boolean }> {
  const files = await fixFiles(options, inspection);
  const written = write ? files.filter((each) => writes(each, io)) : files;
  if (!write) {
    for (const each of files) io.stdout(diff(each));
    for (const each of inspection.result.failures) io.stderr(`${formatFailure(each)}\n`);
  }
  const number = written.reduce((sum, { fixed }) => sum + fixed, 0);
  const total = inspection.result.findings.length;
  const verb = write ? 'fixed' : 'would be fixed';
  io.stderr(
    `policy-check: ${number} of ${count(total, 'finding')} ${verb}, in ${count(written.length, 'file')}\n`,
  );
  return { changed: written.length > 0, failed: written.length < files.length };
}

function writes(file: FixedFile, io: Streams): boolean {
  try {
    writeFixed(file, io.cwd);
    return true;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    io.stderr(`policy-check: ${visible(error.message)}\n`);
    return false;
  }
}
