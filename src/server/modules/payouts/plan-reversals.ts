/** Money sent to a seller for an order, or on its way, and not asked back. */
export interface SentTransfer {
  transferId: string;
  sellerId: string;
  currency: string;
  /** Of the transfer, what no reversal has asked for. A refused one counts as asked: its debt is carried by the seller's balance. */
  leftMinor: number;
  /** What the seller has by the order now, before anything was sent; negative when a dispute cost more than the order brought. */
  earnedMinor: number;
}

/** What to ask back of which transfer: of each seller what is out beyond what it earned, the youngest transfer first. `sent` is youngest first. Pure. */
export function planReversals(sent: readonly SentTransfer[]): { transferId: string; amountMinor: number; currency: string }[] {
  const out = new Map<string, number>();
  for (const { sellerId, leftMinor } of sent) out.set(sellerId, (out.get(sellerId) ?? 0) + leftMinor);
  const excess = new Map(sent.map(({ sellerId, earnedMinor }) => [sellerId, (out.get(sellerId) ?? 0) - Math.max(0, earnedMinor)]));
  return sent.flatMap(({ transferId, sellerId, currency, leftMinor }) => {
    const amountMinor = Math.min(leftMinor, excess.get(sellerId) ?? 0);
    if (amountMinor <= 0) return [];
    excess.set(sellerId, (excess.get(sellerId) ?? 0) - amountMinor);
    return [{ transferId, amountMinor, currency }];
  });
}
