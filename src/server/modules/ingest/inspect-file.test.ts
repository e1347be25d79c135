import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inspectFile } from './inspect-file';
import { inspectImage, toCoverImage } from './inspect-image';
import { IngestRefusal } from './ingest-refusal';
import type { PackFile } from './pack-draft';

async function verdict(file: PackFile): Promise<string> {
  try {
    const { warnings } = await inspectFile(file, 'pack');
    return warnings[0]?.code ?? 'taken';
  } catch (error) {
    if (error instanceof IngestRefusal) return error.problem.code;
    throw error;
  }
}
const decide = (path: string, content: string | Buffer = 'x') => verdict({ path, content: Buffer.from(content) });

const images: Record<'png' | 'jpeg' | 'webp' | 'gif' | 'avif', Buffer> = { png: Buffer.alloc(0), jpeg: Buffer.alloc(0), webp: Buffer.alloc(0), gif: Buffer.alloc(0), avif: Buffer.alloc(0) };
const blank = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#b08d3c' }, limitInputPixels: false });
beforeAll(async () => {
  const image = blank(40, 30);
  for (const format of ['png', 'jpeg', 'webp', 'gif', 'avif'] as const) images[format] = await image.clone().toFormat(format).toBuffer();
});

describe('secrets', () => {
  it.each(['.env', '.env.local', '.env.production', 'config/.env', 'prod.env', '.ENV', '.git/config', 'a/.git/HEAD', '.svn/entries', 'id_rsa', 'keys/id_ed25519', '.ssh/known_hosts', '.aws/credentials', '.netrc', '.pypirc', '.git-credentials', 'key.p12', 'store.jks'])('refuses %s by its name', async (path) => {
    expect(await decide(path)).toBe('secret_file');
  });

  it.each(['.env.example', '.env.sample', 'env.ts', 'src/env/index.ts', '.gitignore', '.github/workflows/ci.yml', '.npmrc', 'id_rsa.pub', 'docs/environment.md', '.dockerignore'])('takes %s', async (path) => {
    expect(await decide(path)).toBe('taken');
  });

  const key = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEowIBAAKCAQEA'.repeat(5)}\n-----END RSA PRIVATE KEY-----`;
  it.each([
    ['.npmrc', '//packages.example/:_authToken=npm_abcdefgh', 'secret_token'],
    ['.npmrc', '//packages.example/:_authToken=${NPM_TOKEN}', 'taken'],
    ['.npmrc', 'save-exact=true', 'taken'],
    ['notes.md', `My key:\n${key}`, 'secret_key'],
    ['server.key', key, 'secret_key'],
    ['deploy.md', 'It starts with -----BEGIN RSA PRIVATE KEY----- and then the key.', 'taken'],
    ['config.js', `stripe('sk_live_${'a'.repeat(24)}')`, 'secret_suspected'],
    ['aws.tf', 'access_key = "AKIAIOSFODNN7EXAMPLE"', 'secret_suspected'],
  ])('decides about %s with %j', async (path, content, expected) => {
    expect(await decide(path, content)).toBe(expected);
  });
});

describe('what a file is', () => {
  const zip = Buffer.from('504b0304', 'hex');
  it.each([
    ['inner.zip', 'x', 'content_archive'],
    ['inner.bin', zip, 'content_archive'],
    ['notes.txt', zip, 'content_archive'],
    ['sheet.xlsx', zip, 'taken'],
    ['sheet.xlsx', 'plain', 'content_type'],
    ['data.tar.gz', 'x', 'content_archive'],
    ['data', Buffer.from('1f8b08', 'hex'), 'content_archive'],
    ['setup.exe', 'x', 'content_program'],
    ['tool', Buffer.from('7f454c46', 'hex'), 'content_program'],
    ['readme.md', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]), 'content_program'],
    ['readme.md', 'MZ is the mark of a program.', 'taken'],
    ['photo.png.exe', 'x', 'content_program'],
    ['invoice.pdf.html', '<p>', 'content_double_extension'],
    ['page.test.tsx', 'x', 'taken'],
    ['jquery.min.js', 'x', 'taken'],
    ['page.html', '<script>alert(1)</script>', 'taken'],
    ['page.png', '<html></html>', 'content_type'],
    ['page.gif', 'GIF89a', 'image_broken'],
    ['doc.pdf', '%PDF-1.7', 'taken'],
    ['doc.pdf', 'plain', 'content_type'],
    ['icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', 'taken'],
    ['icon.svg', '<svg onload="alert(1)"></svg>', 'content_svg'],
    ['icon.svg', '<svg><script>1</script></svg>', 'content_svg'],
    ['icon.svg', '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>', 'content_svg'],
    ['icon.svg', '<svg><image href="http://10.0.0.1/"/></svg>', 'content_svg'],
    ['icon.txt', '<svg><script>1</script></svg>', 'content_svg'],
    ['', 'x', 'path_empty'],
    ['../up.md', 'x', 'path_traversal'],
  ])('decides about %s holding %j', async (path, content, expected) => {
    expect(await decide(path, content)).toBe(expected);
  });

  it('compares pictures with their names', async () => {
    for (const [format, content] of Object.entries(images)) expect([format, await decide(`a.${format}`, content)]).toEqual([format, 'taken']);
    expect(await decide('a.jpg', images.png)).toBe('content_type');
    expect(await decide('a.md', images.png)).toBe('content_type');
    expect(await decide('a.PNG', images.png)).toBe('taken');
  });
});

describe('files on disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'file-test-'));
    return () => rm(folder, { recursive: true, force: true });
  });
  const onDisk = (name: string) => verdict({ path: 'file.md', absolutePath: join(folder, name) });

  it('refuses links, pipes and folders, and waits for none of them', async () => {
    await writeFile(join(folder, 'real'), 'x');
    await symlink(join(folder, 'real'), join(folder, 'link'));
    execFileSync('/bin/sh', ['-c', 'mkfifo "$1"', 'sh', join(folder, 'pipe')]);
    expect(await onDisk('real')).toBe('taken');
    expect(await onDisk('link')).toBe('file_link');
    expect(await onDisk('pipe')).toBe('file_link');
    expect(await verdict({ path: 'file.md', absolutePath: folder })).toBe('file_link');
  });

  it('reads a large file to its end but scans its beginning', async () => {
    await writeFile(join(folder, 'large'), Buffer.alloc(3 * 1024 * 1024, 'a'));
    const { checked } = await inspectFile({ path: 'large.bin', absolutePath: join(folder, 'large') }, 'pack');
    expect(checked.bytes).toBe(3 * 1024 * 1024);
    const { checked: same } = await inspectFile({ path: 'large.bin', content: Buffer.alloc(3 * 1024 * 1024, 'a') }, 'pack');
    expect(checked.sha256).toBe(same.sha256);
  });
});

describe('inspectImage', () => {
  it('takes the five formats and no other', async () => {
    for (const [format, content] of Object.entries(images)) expect(await inspectImage(`a.${format}`, content)).toBeNull();
    const tiff = await blank(4, 4).tiff().toBuffer();
    expect((await inspectImage('a.tiff', tiff))?.code).toBe('image_type');
    expect((await inspectImage('a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')))?.code).toBe('image_svg');
    expect((await inspectImage('a.png', Buffer.from('<svg/>')))?.code).toBe('image_svg');
    expect((await inspectImage('a.jpg', images.png))?.code).toBe('image_type');
  });

  it('refuses too many pixels without holding them', async () => {
    const bomb = await blank(7_000, 7_000).png().toBuffer();
    expect((await inspectImage('a.png', bomb))?.code).toBe('image_pixels');
    const header = Buffer.from(images.png);
    header.writeUInt32BE(65_535, 16);
    header.writeUInt32BE(65_535, 20);
    expect((await inspectImage('a.png', header))?.code).toMatch(/image_(pixels|broken)/);
  });

  it('refuses a picture cut anywhere after its header', async () => {
    const noise = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 120, sigma: 60 } } }).png().toBuffer();
    for (const share of [0.1, 0.5, 0.9]) expect((await inspectImage('a.png', noise.subarray(0, Math.floor(noise.length * share))))?.code).toBe('image_broken');
  });

  it('encodes covers again, without metadata or what is appended', async () => {
    const secret = Buffer.from('<script>alert(1)</script>');
    const source = await blank(2_000, 500).withExif({ IFD0: { Copyright: 'SECRETPLACE' } }).jpeg().toBuffer();
    expect(source.includes('SECRETPLACE')).toBe(true);
    const cover = await toCoverImage(Buffer.concat([source, secret]));
    expect([cover.width, cover.height, cover.contentType]).toEqual([1_600, 400, 'image/webp']);
    expect(cover.content.includes('SECRETPLACE') || cover.content.includes(secret)).toBe(false);
  });
});
