import type { JointBundlePage } from '@/shared/contracts/joint-bundles';
import { toCursor } from '@/shared/keyset-cursor';
import type { JointRow } from './joint-bundles.queries';
import { toJointBundle } from './to-joint-bundle';

/** A page of rows of which one more than `limit` was asked for. Pure. */
export function toJointPage(rows: readonly JointRow[], limit: number): JointBundlePage {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(toJointBundle), nextCursor: last ? toCursor({ at: last.createdAt, id: last.id }) : null };
}
