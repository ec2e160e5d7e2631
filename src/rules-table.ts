import pc from 'picocolors';
import { rules } from './catalogue.ts';
import { printable } from './json.ts';
import { profileNames } from './profiles.ts';
import type { Profile } from './profiles.ts';
import { settle, valuesOf } from './settings.ts';
import type { Effective } from './settings.ts';

/** What each profile makes of a rule where nothing else is said, in the order of the profiles. */
export function inProfiles(id: string): [Profile, Effective['rules'][string]][] {
  return profileNames.map((profile) => [profile, settle([{ profile, origin: () => '' }]).rules[id]!]);
}

/** Every rule in one line: for people. */
export function rulesTable(colors: boolean): string {
  const paint = pc.createColors(colors);
  const rows = rules.map(({ id, subjects, title }) => [
    id,
    ...inProfiles(id).map(([, { severity }]) => severity.value),
    subjects.join(', '),
    title,
  ]);
  const table = [['rule', ...profileNames, 'on', 'title'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const tints: Record<string, (text: string) => string> = { error: paint.red, warning: paint.yellow };
  const lines = table.map((row, number) => {
    const cells = row.map((cell, column) => {
      const padded = column === row.length - 1 ? cell : cell.padEnd(widths[column]!);
      return number === 0 ? paint.bold(padded) : (tints[cell]?.(padded) ?? padded);
    });
    return cells.join('  ');
  });
  return `${lines.join('\n')}\n`;
}

/** Every rule with all that is known of it: for programs. */
export function rulesJson(): string {
  return printable(
    rules.map(({ id, title, description, practice, subjects, parameters, related }) => ({
      id,
      title,
      description,
      ...(practice !== undefined && { practice }),
      subjects,
      profiles: Object.fromEntries(
        inProfiles(id).map(([profile, { severity, parameters }]) => [
          profile,
          { severity: severity.value, parameters: valuesOf(parameters) },
        ]),
      ),
      ...(parameters && { parameters }),
      ...(related && { related }),
    })),
  );
}
