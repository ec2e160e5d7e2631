const UNITS: Record<string, bigint> = {
  ns: 1n,
  us: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** The largest number of nanoseconds Go has, plus one. */
const LIMIT = 1n << 63n;

/** Reads a duration such as `1m30s` as Go does, in nanoseconds; undefined when it is none. */
export function readDuration(text: string): bigint | undefined {
  const [, sign, rest = ''] = /^([-+]?)([^]*)$/.exec(text) ?? [];
  if (rest === '0') return 0n;
  const part = /(?:(\d+)(?:\.(\d*))?|\.(\d+))(ns|us|ms|s|m|h)(?=[\d.]|$)/y;
  let sum = 0n;
  while (part.lastIndex < rest.length) {
    const [match, whole, after, only, unit] = part.exec(rest) ?? [];
    if (match === undefined) return undefined;
    const value = nanoseconds(whole ?? '', after ?? only ?? '', UNITS[unit!]!);
    if (value === undefined || (sum += value) > LIMIT) return undefined;
  }
  if (rest === '' || (sign !== '-' && sum === LIMIT)) return undefined;
  return sign === '-' ? -sum : sum;
}

function nanoseconds(whole: string, fraction: string, unit: bigint): bigint | undefined {
  const digits = whole.replace(/^0+/, '');
  if (digits.length > 19 || BigInt(digits) * unit > LIMIT) return undefined;
  // More digits than these are beyond what Go's own arithmetic keeps.
  const some = fraction.slice(0, 18);
  const value = BigInt(digits) * unit + BigInt(Math.trunc(Number(some) * (Number(unit) / 10 ** some.length)));
  return value > LIMIT ? undefined : value;
}
