import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import type { Posting } from './posting';

export interface NewPosting {
  id: string;
  sourceType: string;
  sourceId: string;
  orderId: string;
  entries: readonly Posting[];
  currency: string;
  at: Date;
}

/** How often accounts are looked for: one that another posting is opening just now is there at the second look. */
const LOOKS = 3;

/** Writes a posting with all its entries in one statement, opening the accounts that are not there yet; false when its source is posted already. */
export async function insertPosting(tx: ServiceTx, { id, sourceType, sourceId, orderId, entries, currency, at }: NewPosting): Promise<boolean> {
  const rows = entries.map(({ account, sellerId, orderItemId, amountMinor }) => ({
    id: newId('ledgerEntry'),
    account_id: newId('ledgerAccount'),
    name: account,
    seller_id: sellerId,
    order_item_id: orderItemId,
    amount_minor: amountMinor,
  }));
  for (let look = 1; look <= LOOKS; look += 1) {
    // Accounts that exist are read, not touched: all postings share the platform's, and would else wait for each other until they commit.
    // New ones are opened in one order everywhere. An account opened by somebody else since this statement began is in neither list:
    // then nothing is written.
    const [done] = await tx.$queryRaw<{ isComplete: boolean; isNew: boolean }[]>`
      with entry as (
        select * from json_to_recordset(${JSON.stringify(rows)}::json) as e(id text, account_id text, name text, seller_id text, order_item_id text, amount_minor bigint)
      ), wanted as (
        select name, seller_id, min(account_id) as id from entry group by name, seller_id
      ), known as (
        select a.id, w.name, w.seller_id from wanted w join ledger_accounts a on a.name = w.name and a.seller_id = w.seller_id and a.currency = ${currency}
        union all
        select a.id, w.name, null from wanted w join ledger_accounts a on a.name = w.name and a.seller_id is null and a.currency = ${currency} where w.seller_id is null
      ), opened as (
        insert into ledger_accounts (id, name, seller_id, currency)
        select w.id, w.name, w.seller_id, ${currency} from wanted w
        where not exists (select from known k where k.name = w.name and k.seller_id is not distinct from w.seller_id)
        order by w.name, w.seller_id
        on conflict (name, seller_id, currency) do nothing returning id, name, seller_id
      ), account as (
        select id, name, seller_id from known union all select id, name, seller_id from opened
      ), found as (
        select (select count(*) from account) = (select count(*) from wanted) as all
      ), head as (
        insert into ledger_transactions (id, source_type, source_id, posted_at) select ${id}, ${sourceType}, ${sourceId}, ${at} from found where found.all
        on conflict (source_type, source_id) do nothing returning id
      ), written as (
        insert into ledger_entries (id, transaction_id, account_id, amount_minor, currency, order_item_id, order_id, posted_at)
        select e.id, head.id, a.id, e.amount_minor, ${currency}, e.order_item_id, ${orderId}, ${at}
        from head, entry e join account a on a.name = e.name and a.seller_id is not distinct from e.seller_id
      )
      select found.all as "isComplete", exists (select from head) as "isNew" from found`;
    if (done?.isComplete) return done.isNew;
  }
  throw new Error(`no ledger accounts for the posting ${id}`);
}

export interface PromotedRow {
  orderItemId: string;
  sellerId: string;
  /** What the promotion paid for it at first, with the fee in that. */
  paidMinor: number;
  paidFeeMinor: number;
  /** What of both is left by now. */
  subsidyMinor: number;
  feeMinor: number;
}

/** What promotions pay for these items, at first and by now; those that none paid for are left out. */
export async function listPromoted(tx: ServiceTx, orderItemIds: readonly string[]): Promise<PromotedRow[]> {
  const rows = await tx.$queryRaw<{ orderItemId: string; sellerId: string; paid: bigint; paidFee: bigint; left: bigint; fee: bigint }[]>`
    select i.id as "orderItemId", i.seller_id as "sellerId", i.subsidy_minor as paid, i.fee_minor as "paidFee", coalesce(sum(e.amount_minor) filter (where a.name = 'promotions'), 0)::bigint as left,
      coalesce(-sum(e.amount_minor) filter (where a.name = 'platform_fees'), 0)::bigint as fee
    from order_items i join ledger_entries e on e.order_item_id = i.id join ledger_accounts a on a.id = e.account_id
    where i.id = any (${[...orderItemIds]}::text[]) and i.subsidy_minor > 0 group by i.id order by i.id`;
  return rows.map(({ paid, paidFee, left, fee, ...row }) => ({ ...row, paidMinor: Number(paid), paidFeeMinor: Number(paidFee), subsidyMinor: Number(left), feeMinor: Number(fee) }));
}
