import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { contentDisposition } from '@/shared/content-disposition';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { S3Driver } from 'flydrive/drivers/s3';
import type { Env } from './env';

/** Where objects lie. Keys are made from ids. */
export interface Storage {
  readonly kind: 'disk' | 's3';
  put(key: string, content: Buffer | Readable, options: { contentType: string; bytes: number }): Promise<void>;
  /** Opens an object, or a half-open range of its bytes. Rejects with the driver's error when it is not there. */
  read(key: string, range?: { start: number; end: number }): Promise<Readable>;
  exists(key: string): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** All keys below a prefix with their last change. */
  list(prefix: string): AsyncIterable<{ key: string; modifiedAt: Date }>;
  /** A link that answers with this object for so long; only a bucket can mint one. */
  presign(key: string, options: { ttlSeconds: number; fileName: string; contentType: string }): Promise<string>;
}

export type StorageEnv = Pick<Env, 'STORAGE_DIR' | 'S3_BUCKET' | 'S3_ENDPOINT' | 'S3_REGION' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'>;

/** Longest a presigned link may live: what it opens cannot be taken back while it does. */
export const LINK_TTL_SECONDS = 600;

async function* listObjects(disk: Disk, prefix: string): AsyncIterable<{ key: string; modifiedAt: Date }> {
  let paginationToken: string | undefined;
  do {
    const page = await disk.listAll(prefix, { recursive: true, ...(paginationToken && { paginationToken }) });
    for (const object of page.objects) {
      if (!object.isFile) continue;
      const { lastModified } = await object.getMetaData();
      yield { key: object.key, modifiedAt: lastModified };
    }
    paginationToken = page.paginationToken;
  } while (paginationToken);
}

function createDiskStorage(root: string): Storage {
  const location = path.resolve(root);
  const disk = new Disk(new FSDriver({ location, visibility: 'private' }));
  return {
    kind: 'disk',
    async put(key, content) {
      // Moved into place when whole: a reader, or a crash, never meets half an object.
      const partial = `partial/${randomUUID()}`;
      try {
        await (Buffer.isBuffer(content) ? disk.put(partial, content) : disk.putStream(partial, content));
        await disk.move(partial, key);
      } catch (error) {
        await disk.delete(partial);
        throw error;
      }
    },
    async read(key, range) {
      const file = path.join(location, key);
      await access(file);
      return createReadStream(file, range && { start: range.start, end: range.end - 1 });
    },
    exists: (key) => disk.exists(key),
    delete: (key) => disk.delete(key),
    async *list(prefix) {
      const started = await access(path.join(location, prefix)).then(() => true, () => false);
      if (started) yield* listObjects(disk, prefix);
    },
    presign: () => Promise.reject(new Error('a disk mints no links; downloads are signed by downloads/sign-download')),
  };
}

function createS3Storage(env: StorageEnv & { S3_BUCKET: string }): Storage {
  const client = new S3Client({
    region: env.S3_REGION,
    ...(env.S3_ENDPOINT && { endpoint: env.S3_ENDPOINT, forcePathStyle: true }),
    credentials: { accessKeyId: env.S3_ACCESS_KEY_ID ?? '', secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '' },
  });
  const disk = new Disk(new S3Driver({ client, bucket: env.S3_BUCKET, visibility: 'private', supportsACL: false }));
  return {
    kind: 's3',
    put: (key, content, { contentType, bytes }) =>
      Buffer.isBuffer(content) ? disk.put(key, content, { contentType }) : disk.putStream(key, content, { contentType, contentLength: bytes }),
    async read(key, range) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: env.S3_BUCKET, Key: key, ...(range && { Range: `bytes=${range.start}-${range.end - 1}` }) }));
      if (!(Body instanceof Readable)) throw new Error(`no body for ${key}`);
      return Body;
    },
    exists: (key) => disk.exists(key),
    delete: (key) => disk.delete(key),
    list: (prefix) => listObjects(disk, prefix),
    presign: (key, { ttlSeconds, fileName, contentType }) =>
      disk.getSignedUrl(key, { expiresIn: Math.min(ttlSeconds, LINK_TTL_SECONDS), contentDisposition: contentDisposition(fileName), contentType }),
  };
}

/** Storage as the environment says: a bucket if one is named, else a folder. */
export function createStorage(env: StorageEnv): Storage {
  return env.S3_BUCKET ? createS3Storage({ ...env, S3_BUCKET: env.S3_BUCKET }) : createDiskStorage(env.STORAGE_DIR);
}
