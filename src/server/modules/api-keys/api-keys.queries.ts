import type { ServiceTx } from '@/server/platform/db';

export interface NewApiKey {
  id: string;
  platformId: string | null;
  mode: string | null;
  customerId: string | null;
  userId: string | null;
  name: string;
  prefix: string;
  hash: Uint8Array<ArrayBuffer>;
  scopes: string[];
  expiresAt: Date | null;
  rotatedFrom: string | null;
  createdBy: string | null;
  createdAt: Date;
}

export async function insertApiKey(tx: ServiceTx, k: NewApiKey): Promise<void> {
  await tx.$executeRaw`
    insert into api_keys (id, platform_id, mode, customer_id, user_id, name, prefix, hash, scopes, expires_at, rotated_from, created_by, created_at)
    values (${k.id}, ${k.platformId}, ${k.mode}, ${k.customerId}, ${k.userId}::uuid, ${k.name}, ${k.prefix}, ${k.hash}, ${k.scopes}::text[], ${k.expiresAt}, ${k.rotatedFrom}, ${k.createdBy}::uuid, ${k.createdAt})`;
}
