/** A breakdown as one text, in order of its names: `channel=101;sex=female`; empty without one. */
export function breakdownText(breakdown: Readonly<Record<string, string>>): string {
  const names = Object.keys(breakdown);
  if (names.length === 0) return '';
  return names
    .sort()
    .map((name) => `${name}=${breakdown[name]}`)
    .join(';');
}
