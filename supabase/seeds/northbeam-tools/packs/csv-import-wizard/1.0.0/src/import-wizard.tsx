'use client';

import { useMemo, useState } from 'react';
import { checkRows } from './check-rows';
import { parseCsv } from './csv';
import type { Field, Mapping } from './fields';
import { matchColumns } from './match-columns';

type Props = { fields: Field[]; onImport: (rows: Record<string, string>[]) => Promise<void> };
type Sheet = { header: string[]; rows: string[][] };

export function ImportWizard({ fields, onImport }: Props) {
  const [sheet, setSheet] = useState<Sheet>();
  const [mapping, setMapping] = useState<Mapping>({});
  const [message, setMessage] = useState('');
  const checked = useMemo(() => sheet && checkRows(sheet.rows, fields, mapping), [sheet, fields, mapping]);

  async function open(file: File | undefined) {
    if (!file) return;
    try {
      const [header = [], ...rows] = parseCsv(await file.text());
      setSheet({ header, rows });
      setMapping(matchColumns(header, fields));
      setMessage(`${rows.length} rows read from ${file.name}.`);
    } catch (error) {
      setSheet(undefined);
      setMessage(error instanceof Error ? error.message : 'The file cannot be read.');
    }
  }

  async function save() {
    if (!checked) return;
    await onImport(checked.accepted);
    setMessage(`${checked.accepted.length} rows imported.`);
    setSheet(undefined);
  }

  return (
    <section aria-labelledby="import-title">
      <h2 id="import-title">Import a spreadsheet</h2>
      <input type="file" accept=".csv,text/csv" aria-label="CSV file" onChange={(event) => open(event.target.files?.[0])} />
      <p role="status">{message}</p>
      {sheet && checked && (
        <>
          <fieldset>
            <legend>Columns</legend>
            {fields.map((field) => (
              <label key={field.name}>
                {field.label}
                <select
                  value={mapping[field.name] ?? ''}
                  onChange={(event) =>
                    setMapping({ ...mapping, [field.name]: event.target.value === '' ? undefined : Number(event.target.value) })
                  }
                >
                  <option value="">Not in this file</option>
                  {sheet.header.map((name, index) => (
                    <option key={index} value={index}>{name}</option>
                  ))}
                </select>
              </label>
            ))}
          </fieldset>
          {checked.refused.length > 0 && (
            <ul aria-label="Rows that cannot be imported">
              {checked.refused.slice(0, 50).map(({ row, reasons }) => (
                <li key={row}>Row {row}: {reasons.join(', ')}</li>
              ))}
            </ul>
          )}
          <button onClick={save} disabled={checked.accepted.length === 0}>
            Import {checked.accepted.length} of {sheet.rows.length} rows
          </button>
        </>
      )}
    </section>
  );
}
