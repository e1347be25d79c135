import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStorage, type Storage } from './storage';

const off = { S3_BUCKET: undefined, S3_ENDPOINT: undefined, S3_REGION: 'auto', S3_ACCESS_KEY_ID: undefined, S3_SECRET_ACCESS_KEY: undefined };
const options = { contentType: 'application/zip', bytes: 10 };

describe('a folder', () => {
  let folder: string;
  let storage: Storage;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'latchkey-storage-'));
    storage = createStorage({ ...off, STORAGE_DIR: folder });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('gives back what was put, whole or in part', async () => {
    await storage.put('packs/a/archive.zip', Buffer.from('0123456789'), options);
    expect(await text(await storage.read('packs/a/archive.zip'))).toBe('0123456789');
    expect(await text(await storage.read('packs/a/archive.zip', { start: 3, end: 5 }))).toBe('34');
    await storage.put('packs/b/archive.zip', Readable.from(['ab', 'cd']), options);
    expect((await buffer(await storage.read('packs/b/archive.zip'))).toString()).toBe('abcd');
    const keys = [];
    for await (const { key } of storage.list('packs')) keys.push(key);
    expect(keys.sort()).toEqual(['packs/a/archive.zip', 'packs/b/archive.zip']);
  });

  test('knows what it does not hold', async () => {
    expect(await storage.exists('packs/none')).toBe(false);
    await expect(storage.read('packs/none')).rejects.toThrow(/ENOENT/);
    for await (const { key } of storage.list('elsewhere')) expect(key).toBe('nothing');
    await storage.put('packs/c', Buffer.from('x'), options);
    await storage.delete('packs/c');
    expect(await storage.exists('packs/c')).toBe(false);
  });

  test('a stream that breaks leaves no object behind', async () => {
    const broken = new Readable({ read() { this.push('half'); this.destroy(new Error('cut')); } });
    await expect(storage.put('packs/d', broken, options)).rejects.toThrow();
    expect(await storage.exists('packs/d')).toBe(false);
    expect(await readdir(path.join(folder, 'partial'))).toEqual([]);
  });

  test('mints no links itself', async () => {
    await expect(storage.presign('packs/a/archive.zip', { ttlSeconds: 60, fileName: 'a.zip', contentType: 'application/zip' })).rejects.toThrow(/disk/);
  });
});

describe('a bucket', () => {
  const storage = createStorage({ ...off, STORAGE_DIR: '.', S3_BUCKET: 'marketplace', S3_ENDPOINT: 'https://store.example', S3_ACCESS_KEY_ID: 'key', S3_SECRET_ACCESS_KEY: 'secret' });

  test('mints a link of ten minutes at most that names the file', async () => {
    const url = new URL(await storage.presign('packs/a/archive.zip', { ttlSeconds: 3_600, fileName: 'kit "x".zip', contentType: 'application/zip' }));
    expect(url.origin + url.pathname).toBe('https://store.example/marketplace/packs/a/archive.zip');
    expect(Number(url.searchParams.get('X-Amz-Expires'))).toBe(600);
    expect(url.searchParams.get('response-content-disposition')).toBe(`attachment; filename="kit -x-.zip"; filename*=UTF-8''kit%20-x-.zip`);
    expect(url.searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
  });
});
