import { createHash, createHmac } from 'node:crypto';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What is published of an entry when a drop closes. Who entered is in the hash alone. */
export interface PublishedEntry {
  hash: string;
  variantId: string;
  quantity: number;
}

/** What commits to a seed (64 hexadecimal digits) before anybody may see it: sha256 of its text. */
export function hashSeed(seed: string): string {
  return sha256(seed);
}

/** sha256 of drop, entry, person, variant and quantity, joined by line breaks. The ids of entry and person are random, so the hash tells nothing of them. */
export function hashEntry(entry: { dropId: string; entryId: string; userId: string; variantId: string; quantity: number }): string {
  return sha256([entry.dropId, entry.entryId, entry.userId, entry.variantId, entry.quantity].join('\n'));
}

const byHash = (a: { hash: string }, b: { hash: string }) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0);

/** sha256 of the list: one line `hash variant quantity` per entry, sorted by hash. */
export function hashEntries(dropId: string, entries: readonly PublishedEntry[]): string {
  return sha256([dropId, ...entries.toSorted(byHash).map(({ hash, variantId, quantity }) => `${hash} ${variantId} ${quantity}`)].join('\n'));
}

/**
 * The order of the draw: entries by HMAC-SHA256(seed, root + ':' + hash), lowest first. The root is in it so that the place of an entry
 * hangs on everybody's entry: knowing the seed is of no use before the list is closed.
 */
export function rankEntries<Entry extends PublishedEntry>(entries: readonly Entry[], { seed, root }: { seed: string; root: string }): Entry[] {
  const places = new Map(entries.map(({ hash }) => [hash, createHmac('sha256', Buffer.from(seed, 'hex')).update(`${root}:${hash}`).digest('hex')]));
  return entries.toSorted((a, b) => byHash({ hash: places.get(a.hash) ?? '' }, { hash: places.get(b.hash) ?? '' }));
}

/** Gives units out in the order of `entries`, per variant, while they last; the last one may get fewer than asked. Returns what each got, in the same order. */
export function giveUnits(entries: readonly { variantId: string; quantity: number }[], units: ReadonlyMap<string, number>): number[] {
  const left = new Map(units);
  return entries.map(({ variantId, quantity }) => {
    const had = left.get(variantId) ?? 0;
    const given = Math.min(quantity, had);
    left.set(variantId, had - given);
    return given;
  });
}
