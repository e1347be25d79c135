import type { Field, Mapping } from './fields';

const plain = (text: string) => text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

/** Guesses which column feeds which field. Each column is used once; equal names win over partial ones. */
export function matchColumns(header: string[], fields: Field[]): Mapping {
  const taken = new Set<number>();
  const mapping: Mapping = {};
  const names = header.map(plain);
  const passes = [(a: string, b: string) => a === b, (a: string, b: string) => a.includes(b) || b.includes(a)];
  for (const same of passes) {
    for (const field of fields) {
      if (mapping[field.name] !== undefined) continue;
      const wanted = [field.name, field.label, ...(field.aliases ?? [])].map(plain);
      const column = names.findIndex((name, index) => name !== '' && !taken.has(index) && wanted.some((want) => same(name, want)));
      if (column === -1) continue;
      mapping[field.name] = column;
      taken.add(column);
    }
  }
  return mapping;
}
