import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clock } from '../src/clock.ts';
import { readDockerfile } from '../src/dockerfile.ts';
import { InputError } from '../src/errors.ts';
import { loadPolicy } from '../src/policy-file.ts';
import { clean, latest } from './project.ts';

const opa = '.tools/opa';

describe('evaluate', () => {
  const [bad, good] = [latest, clean].map((text) => readDockerfile(text).input);

  test('answers a report', async () => {
    const { evaluate } = await loadPolicy();
    expect(evaluate(good, {})).toEqual({ findings: [], suppressed: 0, failures: [] });
    expect(evaluate(bad, {}).findings).toContainEqual({
      rule: 'no-latest-tag',
      msg: expect.any(String),
      details: expect.objectContaining({ severity: 'error', path: [0, 'Value', 0], token: 'latest' }),
    });
  });

  test('reads the settings, and the next ones anew', async () => {
    const { evaluate } = await loadPolicy();
    const severities = [{}, { severity: { 'no-latest-tag': 'off' as const } }, {}].map((settings) =>
      evaluate(bad, settings).findings.filter(({ rule }) => rule === 'no-latest-tag'),
    );
    expect(severities.map((found) => found.length)).toEqual([1, 0, 1]);
  });

  test.each([null, 0, false, '', [], {}, 'text', [[]], { spec: null }])(
    'finds nothing in %j',
    async (input) => {
      const { evaluate } = await loadPolicy();
      expect(evaluate(input, {})).toEqual({ findings: [], suppressed: 0, failures: [] });
    },
  );

  let deep: unknown = [];
  for (let depth = 0; depth < 6_000; depth++) deep = [deep];
  let deeper: unknown = deep;
  for (let depth = 0; depth < 100_000; depth++) deeper = [deeper];

  test.each([
    ['nested too deeply for WASM', deep],
    ['nested too deeply for JSON', deeper],
    ['too large to be parsed', ['x'.repeat(12_000_000)]],
    ['too large to be loaded', ['x'.repeat(20_000_000)]],
  ])('an input %s is refused, and the next one judged as if nothing had been', async (_, input) => {
    const { evaluate } = await loadPolicy(256);
    const settings = { severity: { 'no-latest-tag': 'warning' as const } };
    const before = evaluate(bad, settings);
    expect(() => evaluate(input, settings)).toThrow(InputError);
    expect(evaluate(bad, settings)).toEqual(before);
  });
});

describe('the clock', () => {
  const { 'time.now_ns': now, 'time.parse_rfc3339_ns': parse } = clock;

  test('tells nanoseconds', () => {
    expect(now()).toBeGreaterThan(parse('2024-01-01T00:00:00Z')!);
    expect(now()).toBeLessThan(parse('2262-01-01T00:00:00Z')!);
  });

  const dates = `
    2026-02-28T00:00:00Z
    2026-02-29T00:00:00Z
    2024-02-29T23:59:59Z
    2026-02-30T00:00:00Z
    2026-13-01T00:00:00Z
    2026-00-10T00:00:00Z
    2026-01-00T00:00:00Z
    2026-01-32T00:00:00Z
    2026-11-01T24:00:00Z
    2026-11-01T00:60:00Z
    2026-11-01T00:00:60Z
    2026-11-01T9:00:00Z
    2026-11-01T00:00:00+14:00
    2026-11-01T00:00:00-00:30
    2026-11-01T00:00:00+25:00
    2026-11-01T00:00:00
    2026-11-01T00:00:00.5Z
    2026-11-01T00:00:00,123456789Z
    2026-11-01t00:00:00z
    2026-1-01T00:00:00Z
    1970-01-01T00:00:00Z
    0001-01-01T00:00:00Z
    1677-01-01T00:00:00Z
    2262-04-12T00:00:00Z
    9999-12-31T23:59:59Z
    tomorrow
  `.split(/\s+/);

  test('an impossible or uncountable date is undefined', () => {
    for (const date of ['2026-02-30T00:00:00Z', '9999-12-31T23:59:59Z', 'tomorrow']) {
      expect(parse(date)).toBeUndefined();
    }
    expect(parse(20261101)).toBeUndefined();
    expect(parse('2024-02-29T00:00:00Z')).toBe(1_709_164_800e9);
  });

  test.skipIf(!existsSync(opa))('dates are what OPA takes them for', () => {
    const query = `{date: nanoseconds | some date in ${JSON.stringify(dates)}; nanoseconds := time.parse_rfc3339_ns(date)}`;
    const answers = JSON.parse(execFileSync(opa, ['eval', '-f', 'raw', query], { encoding: 'utf8' }));
    const ours = Object.fromEntries(
      dates.map((date) => [date, parse(date)]).filter(([, time]) => time !== undefined),
    );
    expect(ours).toEqual(answers);
  });
});
