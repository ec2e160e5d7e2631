const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:[.,](\d{1,9})\d*)?(?:Z|([+-])(\d\d):(\d\d))$/;

// What OPA's 64 bits of nanoseconds hold, in milliseconds: 1677-09-21 to 2262-04-11.
const limit = 2 ** 63 / 1e6;

/**
 * The built-ins about time that our policy uses and WASM does not have, as Go's OPA defines them. `undefined` is Rego's
 * undefined, which is what OPA makes of text that is no date, and of dates that nanoseconds cannot count.
 */
export const clock = {
  'time.now_ns': (): number => Date.now() * 1e6,

  'time.parse_rfc3339_ns': (text: unknown): number | undefined => {
    const match = typeof text === 'string' ? rfc3339.exec(text) : null;
    if (match === null) return undefined;
    const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    // Date turns 30 February into 2 March.
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
    if (hour > 23 || minute > 59 || second > 59) return undefined;
    const [sign, offsetHours, offsetMinutes] = [match[8], Number(match[9] ?? 0), Number(match[10] ?? 0)];
    if (offsetHours > 24 || offsetMinutes > 60) return undefined;
    const offset = (offsetHours * 60 + offsetMinutes) * (sign === '-' ? -1 : 1);
    const milliseconds = date.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000;
    if (Math.abs(milliseconds) >= limit) return undefined;
    return milliseconds * 1e6 + Number((match[7] ?? '').padEnd(9, '0'));
  },
};
