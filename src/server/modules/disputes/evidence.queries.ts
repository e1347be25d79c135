import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

/** What the shop knows of a disputed sale. Times are ISO text. */
export interface SaleFacts {
  number: number;
  currency: string;
  totalMinor: number;
  refundedMinor: number;
  createdAt: string;
  paidAt: string;
  buyerName: string;
  buyerEmail: string;
  /** When the buyer's account was made. */
  buyerSince: string;
  isMailProven: boolean;
  organizationName: string | null;
  address: { name: string; line1: string; line2: string; city: string; region: string; postalCode: string; country: string } | null;
  items: { title: string; variantTitle: string; kind: string; sellerName: string; license: string | null; version: string | null; condition: string | null; quantity: number; totalMinor: number }[];
  keys: { title: string; grantedAt: string }[];
  downloads: { title: string; version: string; at: string; userAgent: string | null; isBuyer: boolean }[];
  parcels: { carrier: string; trackingNumber: string; shippedAt: string; deliveredAt: string | null; contents: string }[];
  returns: { requestedAt: string; status: string }[];
  refunds: { amountMinor: number; at: string }[];
  mails: { subject: string; sentAt: string }[];
  signIns: { at: string; userAgent: string | null }[];
  earlierOrders: { number: number; paidAt: string; totalMinor: number; currency: string }[];
}

const LIST = Prisma.sql`coalesce(jsonb_agg(to_jsonb(y)), '[]')`;

const ITEMS = Prisma.sql`(select ${LIST} from (select i.title, i.variant_title as "variantTitle", i.kind, i.seller_name as "sellerName", i.license, i.version, i.condition, i.quantity, i.total_minor as "totalMinor"
  from order_items i where i.order_id = o.id order by i.id) y)`;
const KEYS = Prisma.sql`(select ${LIST} from (select i.title, e.starts_at as "grantedAt" from entitlements e join order_items i on i.id = e.order_item_id where i.order_id = o.id order by e.starts_at, e.id) y)`;
const DOWNLOADS = Prisma.sql`(select ${LIST} from (select i.title, v.version, d.requested_at as at, d.user_agent as "userAgent", d.user_id = o.buyer_user_id as "isBuyer"
  from order_items i join entitlements e on e.order_item_id = i.id join download_events d on d.entitlement_id = e.id join product_versions v on v.id = d.version_id
  where i.order_id = o.id order by d.requested_at, d.id limit 200) y)`;
const PARCELS = Prisma.sql`(select ${LIST} from (select h.carrier, h.tracking_number as "trackingNumber", h.shipped_at as "shippedAt", h.delivered_at as "deliveredAt",
    (select string_agg(x.quantity || ' × ' || i.title, ', ' order by i.id) from shipment_items x join order_items i on i.id = x.order_item_id where x.shipment_id = h.id) as contents
  from shipments h where h.order_id = o.id order by h.shipped_at, h.id limit 200) y)`;
const RETURNS = Prisma.sql`(select ${LIST} from (select r.requested_at as "requestedAt", r.status from returns r where r.order_id = o.id order by r.requested_at, r.id) y)`;
const REFUNDS = Prisma.sql`(select ${LIST} from (select f.amount_minor as "amountMinor", f.settled_at as at from refunds f where f.order_id = o.id and f.status = 'succeeded' order by f.settled_at, f.id) y)`;
/** A reason to write is `kind:thing`, the thing one of the order's; only what reached the buyer's mailbox. */
const MAILS = Prisma.sql`(select ${LIST} from (select m.subject, m.sent_at as "sentAt" from email_outbox m
  where m.to_address = u.email and m.sent_at is not null and split_part(m.dedupe_key, ':', 2) in (
    select o.id union all select f.id from refunds f where f.order_id = o.id union all select h.id from shipments h where h.order_id = o.id union all select r.id from returns r where r.order_id = o.id)
  order by m.sent_at, m.id limit 100) y)`;
const SIGN_INS = Prisma.sql`(select ${LIST} from (select s.created_at as at, s.user_agent as "userAgent" from sessions s where s.user_id = o.buyer_user_id order by s.created_at limit 50) y)`;
const EARLIER = Prisma.sql`(select ${LIST} from (select e.number, e.paid_at as "paidAt", e.total_minor as "totalMinor", e.currency from orders e
  where e.buyer_user_id = o.buyer_user_id and e.id <> o.id and e.paid_at < o.paid_at and e.total_minor > 0 and e.status = 'paid' and not exists (select from disputes d where d.order_id = e.id)
  order by e.paid_at desc limit 20) y)`;

/** Everything that speaks for a paid order, in one statement. */
export async function findSaleFacts(reader: Reader, orderId: string): Promise<SaleFacts | undefined> {
  const [row] = await reader.rows<{ facts: SaleFacts }>(Prisma.sql`
    select to_jsonb(z) as facts from (
      select o.number, o.currency, o.total_minor as "totalMinor", o.refunded_minor as "refundedMinor", o.created_at as "createdAt", o.paid_at as "paidAt", coalesce(f.display_name, '') as "buyerName",
        u.email as "buyerEmail", u.created_at as "buyerSince", u.email_verified is not null as "isMailProven", g.name as "organizationName",
        (select jsonb_build_object('name', a.name, 'line1', a.line1, 'line2', a.line2, 'city', a.city, 'region', a.region, 'postalCode', a.postal_code, 'country', a.country)
          from addresses a where a.order_id = o.id) as address,
        ${ITEMS} as items, ${KEYS} as keys, ${DOWNLOADS} as downloads, ${PARCELS} as parcels, ${RETURNS} as returns, ${REFUNDS} as refunds, ${MAILS} as mails, ${SIGN_INS} as "signIns",
        ${EARLIER} as "earlierOrders"
      from orders o join users u on u.id = o.buyer_user_id left join profiles f on f.user_id = u.id left join organizations g on g.id = o.buyer_organization_id
      where o.id = ${orderId} and o.paid_at is not null) z`);
  return row?.facts;
}
