/** How many inputs a property is tried with: this many, or more when FUZZ_RUNS says so. */
export function runs(usual: number): number {
  return Math.max(usual, Number(process.env['FUZZ_RUNS'] ?? 0));
}
