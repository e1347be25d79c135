import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectDir } from './migrate';

const DOCS = ['README.md', ...(await readdir(path.join(projectDir, 'docs'), { recursive: true })).filter((file) => file.endsWith('.md')).map((file) => path.join('docs', file))];
const PACKAGE = JSON.parse(await readFile(path.join(projectDir, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
/** Folders a path in a document may be short for. */
const ROOTS = ['', 'src', 'src/server', 'src/server/modules', 'docs', 'docs/decisions'];

const stands = (file: string, from: string) => [path.dirname(from), ...ROOTS].some((root) => existsSync(path.join(projectDir, root, file)));

describe.each(DOCS)('%s', (doc) => {
  test('names only files and commands that are there', async () => {
    const text = await readFile(path.join(projectDir, doc), 'utf8');
    const files = Array.from(text.matchAll(/`([\w@()[\]./-]+\/[\w@()[\]./-]+\.(?:ts|tsx|sql|md|json|js|yml|mjs|css))`/g), ([, file = '']) => file);
    const links = Array.from(text.matchAll(/\]\((?!https?:)([^)#\s]+)\)/g), ([, file = '']) => file);
    expect([...files, ...links].filter((file) => !stands(file, doc))).toEqual([]);
    const scripts = Array.from(text.matchAll(/npm (?:run ([a-z0-9]+(?::[a-z0-9]+)*)|(start|test)\b)/g), ([, run, plain]) => run ?? plain ?? '');
    expect(scripts.filter((script) => !(script in PACKAGE.scripts))).toEqual([]);
  });
});
