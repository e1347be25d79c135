import type { Field, Mapping } from './fields';

export type Checked = {
  accepted: Record<string, string>[];
  refused: { row: number; reasons: string[] }[];
};

/** Checks data rows against the fields. `row` counts as the spreadsheet does: the header is row 1. */
export function checkRows(rows: string[][], fields: Field[], mapping: Mapping): Checked {
  const result: Checked = { accepted: [], refused: [] };
  rows.forEach((cells, index) => {
    const values: Record<string, string> = {};
    const reasons: string[] = [];
    for (const field of fields) {
      const column = mapping[field.name];
      const value = column === undefined ? '' : (cells[column] ?? '').trim();
      if (value === '' && field.required) reasons.push(`${field.label} is empty`);
      const reason = value === '' ? undefined : field.check?.(value);
      if (reason) reasons.push(`${field.label} ${reason}`);
      values[field.name] = value;
    }
    if (reasons.length > 0) result.refused.push({ row: index + 2, reasons });
    else result.accepted.push(values);
  });
  return result;
}
