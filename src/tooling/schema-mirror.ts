import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { introspect } from './schema-engine';

const HEADER = `generator client {
  provider        = "prisma-client"
  output          = "./generated"
  previewFeatures = ["partialIndexes"]
}

datasource db {
  provider = "postgresql"
}
`;

export const SCHEMA_FILE = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url));

const MODEL_NAMES: Record<string, string> = { audit_log: 'AuditLogEntry', email_outbox: 'OutboxEmail' };

const singular = (word: string) => word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
const camel = (name: string) => name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string) => camel(`_${name}`);
const modelName = (table: string) => MODEL_NAMES[table] ?? pascal(singular(table));

/** One field line in our names: models in the singular, fields in camel case, mapped to their column. */
function renameField(line: string, tables: ReadonlySet<string>): string {
  const [, indent = '', name = '', type = '', list = '', rest = ''] = /^(\s+)(\w+)\s+(\w+(?:\("\w+"\))?)([[\]?]*)\s*(.*)$/.exec(line) ?? [];
  if (tables.has(type)) {
    const field = list === '[]' ? camel(name) : camel(singular(name));
    const columns = rest.replace(/(fields|references): \[([^\]]*)\]/g, (_, key: string, names: string) => `${key}: [${camel(names)}]`);
    return `${indent}${field} ${modelName(type)}${list} ${columns}`.trimEnd();
  }
  const field = camel(name);
  return `${indent}${field} ${type}${list} ${rest}${field === name ? '' : ` @map("${name}")`}`.replace(/ +/g, ' ').replace(/^ /, '  ').trimEnd();
}

/** Index lines name fields, in brackets; operator classes and map names are left as they are. */
function renameIndex(line: string): string {
  return line.replace(/\[([^\]]*)\]/, (_, names: string) => `[${names.replace(/(^|, )(\w+)/g, (_all, comma: string, name: string) => comma + camel(name))}]`);
}

/** Operator classes of btree_gin, which introspection takes for granted and Prisma's own check refuses to. */
const GIN_CLASSES: Record<string, string> = { Int: 'int4_ops', BigInt: 'int8_ops', String: 'text_ops' };

/** Names the operator class of plain columns in a GIN index: without it, `prisma generate` refuses the schema that introspection wrote. */
function nameGinClasses(line: string, columnTypes: ReadonlyMap<string, string>): string {
  if (!line.includes('type: Gin')) return line;
  return line.replace(/\[([^\]]*)\]/, (_, names: string) => {
    const named = names.split(', ').map((name) => {
      const operatorClass = GIN_CLASSES[columnTypes.get(name) ?? ''];
      return operatorClass === undefined ? name : `${name}(ops: raw("${operatorClass}"))`;
    });
    return `[${named.join(', ')}]`;
  });
}

/** Turns an introspected schema (table and column names as in the database) into ours. Pure. */
export function toOurNames(introspected: string): string {
  const tables = new Set(Array.from(introspected.matchAll(/^model (\w+) \{/gm), ([, name = '']) => name));
  const models = introspected.slice(introspected.search(/^(\/\/\/.*\n)*model \w+ \{/m)).split('\n').filter((line) => !line.startsWith('///'));
  let table = '';
  const columnTypes = new Map<string, string>();
  const lines = models.flatMap((line) => {
    const opening = /^model (\w+) \{/.exec(line);
    if (opening) {
      table = opening[1] ?? '';
      columnTypes.clear();
      return [`model ${modelName(table)} {`];
    }
    if (line === '}') return [`  @@map("${table}")`, '}'];
    if (line.trim() === '' || line.trim().startsWith('@@ignore')) return [line];
    if (line.trim().startsWith('@@')) return [renameIndex(nameGinClasses(line, columnTypes))];
    const [, column = '', type = ''] = /^\s+(\w+)\s+(\w+)\b(?!\[)/.exec(line) ?? [];
    columnTypes.set(column, type);
    return [renameField(line, tables)];
  });
  return `${HEADER}\n${lines.join('\n').trim()}\n`;
}

/** What `prisma/schema.prisma` has to say for the database at `url` (an owner's). The file differing from it is drift. */
export async function mirrorSchema(url: string): Promise<string> {
  return toOurNames(await introspect(url, HEADER));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set: name the migrated database to mirror');
  const [mirrored, current] = await Promise.all([mirrorSchema(url), readFile(SCHEMA_FILE, 'utf8')]);
  if (mirrored === current) console.log('prisma/schema.prisma mirrors the database');
  else if (process.argv.includes('--check')) throw new Error('prisma/schema.prisma has drifted from the database: run npm run db:mirror');
  else await writeFile(SCHEMA_FILE, mirrored).then(() => console.log('prisma/schema.prisma written'));
}
