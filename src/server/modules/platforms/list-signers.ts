import type { Database, Viewer } from '@/server/platform/db';
import type { SignerView } from '@/shared/contracts/platform-views';
import type { PlatformModeInput } from '@/shared/contracts/platforms';
import { assertOwnPlatform } from './assert-own-platform';
import { readPublicKey } from './read-public-key';
import { findSigners } from './signers.queries';

/** Members see whose signatures are believed in one world, those that are revoked last. Throws NOT_FOUND. */
export async function listSigners(db: Database, { viewer, input }: { viewer: Viewer; input: PlatformModeInput }): Promise<SignerView[]> {
  await assertOwnPlatform(db, { viewer, ...input });
  const rows = await findSigners(db.readAs(viewer), input);
  return Promise.all(
    rows.map(async ({ publicKey, revokedAt, createdAt, ...row }) => {
      const { thumbprint } = await readPublicKey(publicKey, row.algorithm);
      return { ...row, thumbprint, revokedAt: revokedAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
    }),
  );
}
