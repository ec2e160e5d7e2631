/** The id of a finding in the page; `index` is its place among all. */
export function findingAnchor(index: number): string {
  return `finding-${index + 1}`;
}

/** The id of a rule's section in the page. */
export function ruleAnchor(id: string): string {
  return `rule-${id}`;
}
