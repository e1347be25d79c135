import type { ServiceTx } from '@/server/platform/db';
import type { InvoiceDocument } from '@/shared/contracts/invoices';

/** What one seller sold in an order, as documents print it. Amounts in minor units. */
export interface SoldPart {
  sellerId: string;
  sellerName: string;
  sellerCountry: string | null;
  supportEmail: string | null;
  orderNumber: number;
  currency: string;
  paidAt: Date;
  buyerName: string;
  organizationName: string | null;
  /** Null unless this seller ships something of the order. */
  address: { name: string; line1: string; line2: string; city: string; region: string; postalCode: string; country: string } | null;
  items: SoldItem[];
}

export interface SoldItem {
  title: string;
  variantTitle: string;
  license: string | null;
  version: string | null;
  quantity: number;
  /** How often it is paid again, and what it costs each time; null: once. */
  interval: 'month' | 'year' | null;
  trialDays: number;
  recurringMinor: number | null;
  unitPriceMinor: number;
  discountMinor: number;
  shippingMinor: number;
  taxMinor: number;
  creditMinor: number;
  totalMinor: number;
}

/** The parts of a paid order, by seller; none for an order that is not paid. */
export async function listSoldParts(tx: ServiceTx, orderId: string): Promise<SoldPart[]> {
  return tx.$queryRaw<SoldPart[]>`
    select i.seller_id as "sellerId", s.name as "sellerName", s.country as "sellerCountry", s.support_email as "supportEmail", o.number::int as "orderNumber", o.currency, o.paid_at as "paidAt",
      coalesce(max(p.display_name), '') as "buyerName", max(g.name) as "organizationName",
      (select jsonb_build_object('name', a.name, 'line1', a.line1, 'line2', a.line2, 'city', a.city, 'region', a.region, 'postalCode', a.postal_code, 'country', a.country)
        from addresses a join seller_orders so on so.order_id = a.order_id and so.seller_id = i.seller_id and so.fulfilment <> 'none' where a.order_id = o.id) as address,
      jsonb_agg(jsonb_build_object('title', i.title, 'variantTitle', i.variant_title, 'license', i.license, 'version', i.version, 'quantity', i.quantity, 'interval', i."interval", 'trialDays', i.trial_days, 'recurringMinor', i.recurring_minor, 'unitPriceMinor', i.unit_price_minor,
        'discountMinor', i.discount_minor, 'shippingMinor', i.shipping_minor, 'taxMinor', i.tax_minor, 'creditMinor', i.credit_minor, 'totalMinor', i.total_minor) order by i.id) as items
    from orders o
    join order_items i on i.order_id = o.id
    join sellers s on s.id = i.seller_id
    left join profiles p on p.user_id = o.buyer_user_id
    left join organizations g on g.id = o.buyer_organization_id
    where o.id = ${orderId} and o.paid_at is not null
    group by o.id, i.seller_id, s.id order by i.seller_id`;
}

/** What one seller gave back with a refund. The tax in it is what was posted. */
export interface CreditedPart {
  orderId: string;
  sellerId: string;
  reason: string;
  /** It became a credit of the buyer's. */
  asCredit: boolean;
  items: { title: string; variantTitle: string; amountMinor: number; taxMinor: number }[];
}

/** The parts of a settled refund, by seller; none for one that is not settled. */
export async function listCreditedParts(tx: ServiceTx, refundId: string): Promise<CreditedPart[]> {
  return tx.$queryRaw<CreditedPart[]>`
    select r.order_id as "orderId", i.seller_id as "sellerId", r.reason, r.stripe_invoice_id is not null as "asCredit",
      jsonb_agg(jsonb_build_object('title', i.title, 'variantTitle', i.variant_title, 'amountMinor', f.amount_minor, 'taxMinor', coalesce(t.tax, 0)) order by i.id) as items
    from refunds r
    join refund_items f on f.refund_id = r.id and f.amount_minor > 0
    join order_items i on i.id = f.order_item_id
    left join lateral (
      select sum(e.amount_minor)::bigint as tax from ledger_transactions l join ledger_entries e on e.transaction_id = l.id and e.order_item_id = i.id
      join ledger_accounts a on a.id = e.account_id and a.name = 'tax_payable' where l.source_type = 'refund' and l.source_id = r.id) t on true
    where r.id = ${refundId} and r.status = 'succeeded'
    group by r.id, i.seller_id order by i.seller_id`;
}

/** Holds a refund as it is until the transaction ends; false unless it is settled. So no credit note is written while the refund fails. */
export async function holdSettled(tx: ServiceTx, refundId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`select 1 from refunds where id = ${refundId} and status = 'succeeded' for share`;
  return rows.length > 0;
}

/** A credit note of a refund. */
export interface CreditNote {
  orderId: string;
  sellerId: string;
  document: InvoiceDocument;
}

/** The credit notes of a refund that failed after it had settled, by seller; none for any other. */
export async function listVoidCreditNotes(tx: ServiceTx, refundId: string): Promise<CreditNote[]> {
  return tx.$queryRaw<CreditNote[]>`
    select i.order_id as "orderId", i.seller_id as "sellerId", i.document from refunds r join invoices i on i.refund_id = r.id and i.kind = 'credit_note'
    where r.id = ${refundId} and r.status = 'failed' order by i.seller_id`;
}
