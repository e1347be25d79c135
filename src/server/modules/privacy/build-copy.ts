import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { PersonalFiles } from '@/server/platform/personal-data';
import { toCsvLine } from '@/shared/to-csv-line';

/** A copy on this machine's disk. Call `dispose` when it is stored. */
export interface BuiltCopy {
  file: string;
  bytes: number;
  dispose: () => Promise<void>;
}

/** One part of a copy, read when its turn comes. */
export interface CopyPart {
  about: string;
  collect: () => Promise<PersonalFiles>;
}

function plain(value: unknown): string | number {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}

/** Rows as a table: a column for each name any of them has. */
export function toCsv(rows: readonly object[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [names, ...rows.map((row) => names.map((name) => plain(Reflect.get(row, name))))].map((cells) => toCsvLine(cells)).join('');
}

/** Writes the parts into one ZIP, one after the other, each as JSON and as CSV, with a list of what is in it. `onPart` hears of each that is through. */
export async function buildCopy(parts: readonly CopyPart[], { pictures = {}, onPart }: { pictures?: Record<string, Buffer>; onPart: (done: number) => Promise<void> }): Promise<BuiltCopy> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-copy-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    const zip = new ZipFile();
    const file = path.join(folder, 'copy.zip');
    const written = pipeline(zip.outputStream, createWriteStream(file));
    const lines: string[] = [];
    for (const [index, { about, collect }] of parts.entries()) {
      lines.push('', about);
      for (const [name, rows] of Object.entries(await collect())) {
        zip.addBuffer(Buffer.from(JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2)), `${name}.json`);
        zip.addBuffer(Buffer.from(toCsv(rows)), `${name}.csv`);
        lines.push(`  ${name}.json, ${name}.csv: ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`);
      }
      await onPart(index + 1);
    }
    for (const [name, content] of Object.entries(pictures)) zip.addBuffer(content, name);
    zip.addBuffer(Buffer.from(`What Latchkey holds about you.\n${lines.join('\n')}\n`), 'README.txt');
    zip.end();
    await written;
    return { file, bytes: (await stat(file)).size, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
