import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { SetDestinationInput } from '@/shared/contracts/cart';
import { newId } from '@/shared/ids';
import type { CartOwner } from './cart-call';

export interface CartItemRow {
  variantId: string;
  quantity: number;
  choices: Record<string, string>;
  seenMinor: number;
  seenCurrency: string;
}

export interface CartRow {
  cartId: string;
  organizationId: string | null;
  currency: string;
  country: string | null;
  couponCode: string | null;
  items: CartItemRow[];
  /** Currencies in which everything in it has a price, the usual one first. */
  currencies: string[];
}

const ownedBy = (owner: CartOwner) => ('userId' in owner ? Prisma.sql`c.user_id = ${owner.userId}::uuid` : Prisma.sql`c.token_hash = ${owner.tokenHash}`);

/** A cart with its items in the order they were added. */
export async function findCart(reader: Reader, owner: CartOwner): Promise<CartRow | null> {
  const [row] = await reader.rows<CartRow>(Prisma.sql`
    select c.id as "cartId", c.organization_id as "organizationId", c.currency, c.country, c.coupon_code as "couponCode",
      coalesce((select jsonb_agg(jsonb_build_object('variantId', i.variant_id, 'quantity', i.quantity, 'choices', i.choices, 'seenMinor', i.seen_price_minor, 'seenCurrency', i.seen_currency)
        order by i.added_at, i.id) from cart_items i where i.cart_id = c.id), '[]') as items,
      array(select pr.currency::text from cart_items i join prices pr on pr.variant_id = i.variant_id and pr.archived_at is null where i.cart_id = c.id
        group by pr.currency having count(*) = (select count(*) from cart_items a where a.cart_id = c.id) order by count(*) desc, pr.currency) as currencies
    from carts c where ${ownedBy(owner)}`);
  return row ?? null;
}

export async function countCart(reader: Reader, owner: CartOwner): Promise<number> {
  const [row] = await reader.rows<{ count: number }>(Prisma.sql`
    select coalesce(sum(i.quantity), 0)::int as count from carts c join cart_items i on i.cart_id = c.id where ${ownedBy(owner)}`);
  return row?.count ?? 0;
}

/** Currencies a variant may be had in, the one it was priced in first at the front. */
export async function findCurrencies(reader: Reader, variantId: string): Promise<string[]> {
  const rows = await reader.rows<{ currency: string }>(Prisma.sql`
    select currency::text from prices where variant_id = ${variantId} and archived_at is null order by created_at, id`);
  return rows.map(({ currency }) => currency);
}

/** Whose cart it is, as its two columns. */
const columnsOf = (owner: CartOwner) => ('userId' in owner ? { userId: owner.userId, tokenHash: null } : { userId: null, tokenHash: owner.tokenHash });

/** The owner's cart, made if there is none, in this currency while it is empty; its row is locked, so that what is done to one cart is done one after the other. */
export async function lockCart(tx: ServiceTx, { owner, currency, now }: { owner: CartOwner; currency: string; now: Date }): Promise<string> {
  const { userId, tokenHash } = columnsOf(owner);
  // Two first additions at once: the unique owner lets one make the cart, and both go on with it.
  await tx.$executeRaw`insert into carts (id, user_id, token_hash, currency, created_at, updated_at) values (${newId('cart')}, ${userId}::uuid, ${tokenHash}, ${currency}, ${now}, ${now}) on conflict do nothing`;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    update carts c set updated_at = ${now}, currency = case when exists (select from cart_items i where i.cart_id = c.id) then c.currency else ${currency} end
    where ${ownedBy(owner)} returning c.id`;
  if (!row) throw new Error('a cart vanished while it was locked');
  return row.id;
}

export interface ItemToPut {
  cartId: string;
  variantId: string;
  /** Units to add, and how many the line may come to. */
  quantity: number;
  most: number;
  choices: Readonly<Record<string, string>>;
  seenMinor: number;
  currency: string;
  now: Date;
}

/** Adds units of a variant to the cart. The statement itself adds them up, so that none of two additions at once is lost. */
export async function putItem(tx: ServiceTx, { cartId, variantId, quantity, most, choices, seenMinor, currency, now }: ItemToPut): Promise<void> {
  await tx.$executeRaw`
    insert into cart_items as i (id, cart_id, variant_id, quantity, choices, seen_price_minor, seen_currency, added_at)
    values (${newId('cartItem')}, ${cartId}, ${variantId}, least(${quantity}::int, ${most}::int), ${JSON.stringify(choices)}::jsonb, ${seenMinor}, ${currency}, ${now})
    on conflict (cart_id, variant_id) do update set quantity = least(i.quantity + excluded.quantity, ${most}::int), choices = excluded.choices,
      seen_price_minor = excluded.seen_price_minor, seen_currency = excluded.seen_currency`;
}

/** False when it is not in the cart. */
export async function setQuantity(tx: ServiceTx, { cartId, variantId, quantity }: { cartId: string; variantId: string; quantity: number }): Promise<boolean> {
  return (await tx.$executeRaw`update cart_items set quantity = ${quantity} where cart_id = ${cartId} and variant_id = ${variantId}`) === 1;
}

export async function deleteItem(tx: ServiceTx, { cartId, variantId }: { cartId: string; variantId: string }): Promise<void> {
  await tx.$executeRaw`delete from cart_items where cart_id = ${cartId} and variant_id = ${variantId}`;
}

export async function setCoupon(tx: ServiceTx, { cartId, code }: { cartId: string; code: string | null }): Promise<void> {
  await tx.$executeRaw`update carts set coupon_code = ${code} where id = ${cartId}`;
}

/** What is not named stays as it is, also when another tab changes it meanwhile. */
export async function setDestinationOf(tx: ServiceTx, { cartId, country, organizationId, currency }: SetDestinationInput & { cartId: string }): Promise<void> {
  await tx.$executeRaw`
    update carts set country = coalesce(${country ?? null}, country), currency = coalesce(${currency ?? null}, currency),
      organization_id = case when ${organizationId === undefined} then organization_id else ${organizationId ?? null} end
    where id = ${cartId}`;
}

/** Notes what the buyer has been shown. */
export async function noteSeen(tx: ServiceTx, { cartId, currency, seen }: { cartId: string; currency: string; seen: readonly { variantId: string; priceMinor: number }[] }): Promise<void> {
  await tx.$executeRaw`
    update cart_items i set seen_price_minor = s.price, seen_currency = ${currency}
    from unnest(${seen.map(({ variantId }) => variantId)}::text[], ${seen.map(({ priceMinor }) => priceMinor)}::bigint[]) as s (variant_id, price)
    where i.cart_id = ${cartId} and i.variant_id = s.variant_id`;
}

/**
 * Moves everything from a guest's cart into a person's and deletes the guest's. Units of goods are added up to what
 * is on the shelf, but never fewer than either cart had; anything else is had once. Both rows are locked by now, in id order.
 */
export async function moveItems(tx: ServiceTx, { fromId, toId }: { fromId: string; toId: string }): Promise<void> {
  await tx.$executeRaw`
    update cart_items mine set quantity = case when p.kind = 'physical'
        then greatest(mine.quantity, theirs.quantity, least(mine.quantity + theirs.quantity, coalesce(l.on_hand - l.reserved, 1000), 1000))
        else greatest(mine.quantity, theirs.quantity) end,
      choices = theirs.choices
    from cart_items theirs join product_variants v on v.id = theirs.variant_id join products p on p.id = v.product_id left join stock_levels l on l.id = v.stock_level_id
    where mine.cart_id = ${toId} and theirs.cart_id = ${fromId} and theirs.variant_id = mine.variant_id`;
  await tx.$executeRaw`
    update carts mine set country = coalesce(mine.country, guest.country), coupon_code = coalesce(mine.coupon_code, guest.coupon_code),
      currency = case when exists (select from cart_items i where i.cart_id = mine.id) then mine.currency else guest.currency end
    from carts guest where mine.id = ${toId} and guest.id = ${fromId}`;
  await tx.$executeRaw`
    update cart_items i set cart_id = ${toId} where i.cart_id = ${fromId} and not exists (select from cart_items m where m.cart_id = ${toId} and m.variant_id = i.variant_id)`;
  await tx.$executeRaw`delete from carts where id = ${fromId}`;
}

/** Locks a guest's cart and a person's in id order, so that two sign-ins at once do not wait for each other. */
export async function lockCarts(tx: ServiceTx, { tokenHash, userId }: { tokenHash: string; userId: string }): Promise<{ guestId: string | null; ownId: string | null }> {
  const rows = await tx.$queryRaw<{ id: string; isGuest: boolean }[]>`
    select id, token_hash is not null as "isGuest" from carts where token_hash = ${tokenHash} or user_id = ${userId}::uuid order by id for update`;
  return { guestId: rows.find(({ isGuest }) => isGuest)?.id ?? null, ownId: rows.find(({ isGuest }) => !isGuest)?.id ?? null };
}

/** Guests' carts nobody has touched since. */
export async function deleteIdleCarts(tx: ServiceTx, before: Date): Promise<number> {
  return tx.$executeRaw`delete from carts where token_hash is not null and updated_at < ${before}`;
}
