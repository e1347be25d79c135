import { describe, expect, it } from 'vitest';
import { EVIDENCE_FIELDS, EVIDENCE_LIMITS } from '@/shared/contracts/disputes';
import type { SaleFacts } from './evidence.queries';
import { toEvidence } from './to-evidence';

const shoe = { title: 'Court Low', variantTitle: '42', kind: 'physical', sellerName: 'Halden Sport', license: null, version: null, condition: 'new', quantity: 2, totalMinor: 18_000 };
const kit = { title: 'Queue Kit', variantTitle: '', kind: 'download', sellerName: 'Oda Systems', license: 'personal', version: '2.1.0', condition: null, quantity: 1, totalMinor: 4_500 };
const sale = (facts: Partial<SaleFacts> = {}): SaleFacts => ({
  number: 20_001, currency: 'usd', totalMinor: 22_500, refundedMinor: 0, createdAt: '2026-11-02T08:58:10Z', paidAt: '2026-11-02T09:01:00Z', buyerName: 'Ida', buyerEmail: 'ida@example.test',
  buyerSince: '2025-01-05T10:00:00Z', isMailProven: false, organizationName: null, address: null, items: [kit], keys: [], downloads: [], parcels: [], returns: [], refunds: [], mails: [], signIns: [], earlierOrders: [], ...facts,
});
const withParcels = () => sale({
  items: [shoe, kit],
  address: { name: 'Ida Moberg', line1: 'Storgatan 1', line2: '', city: 'Lund', region: '', postalCode: '222 22', country: 'SE' },
  parcels: [
    { carrier: 'Post', trackingNumber: 'RR1', shippedAt: '2026-11-03T10:00:00Z', deliveredAt: '2026-11-05T10:00:00Z', contents: '1 × Court Low' },
    { carrier: 'Post', trackingNumber: 'RR2', shippedAt: '2026-11-04T10:00:00Z', deliveredAt: null, contents: '1 × Court Low' },
  ],
});

describe('evidence', () => {
  it('says what was sold, in which form and for how much', () => {
    expect(toEvidence(withParcels()).product_description).toBe(
      '2 × Court Low, 42, sold by Halden Sport, $180.00 (shipped goods; condition: new)\n1 × Queue Kit, sold by Oda Systems, $45.00 (digital product, delivered as a download; personal licence; version 2.1.0 on the day of sale)',
    );
  });

  it('says where every parcel went, each carrier, number and day once', () => {
    expect(toEvidence(withParcels())).toMatchObject({
      shipping_carrier: 'Post', shipping_tracking_number: 'RR1, RR2', shipping_date: '2026-11-03, 2026-11-04', shipping_address: 'Ida Moberg\nStorgatan 1\n222 22 Lund\nSE', customer_name: 'Ida Moberg',
    });
    expect(toEvidence(withParcels()).uncategorized_text).toContain('2026-11-03: 1 × Court Low, with Post RR1, delivered 2026-11-05');
  });

  it('says when a key was cut and used, and from where', () => {
    const evidence = toEvidence(sale({ keys: [{ title: 'Queue Kit', grantedAt: '2026-11-02T09:01:05Z' }], downloads: [{ title: 'Queue Kit', version: '2.1.0', at: '2026-11-02T09:05:00Z', userAgent: 'Firefox', isBuyer: true }], signIns: [{ at: '2026-11-02T08:50:00Z', userAgent: null }] }));
    expect(evidence.service_date).toBe('2026-11-02');
    expect(evidence.access_activity_log).toContain('2026-11-02 09:05 UTC: Queue Kit, version 2.1.0, by the buyer, Firefox');
    expect(evidence.access_activity_log).toContain('2026-11-02 08:50 UTC');
  });

  it('claims nothing it does not know', () => {
    const evidence = toEvidence(sale());
    for (const field of ['access_activity_log', 'service_date', 'shipping_address', 'shipping_carrier', 'shipping_date', 'shipping_tracking_number', 'refund_policy_disclosure'] as const) expect(evidence[field]).toBe('');
    expect(evidence.customer_name).toBe('Ida');
    expect(toEvidence({ ...withParcels(), parcels: [] }).shipping_address).toBe('');
    expect(evidence.refund_refusal_explanation).toContain('hold no request');
    const asked = toEvidence(sale({ returns: [{ requestedAt: '2026-11-04T10:00:00Z', status: 'declined' }], refunds: [{ amountMinor: 500, at: '2026-11-05T10:00:00Z' }], refundedMinor: 500 }));
    expect(asked.refund_refusal_explanation).not.toContain('hold no request');
    expect(asked.refund_refusal_explanation).toContain('Of $225.00, $220.00 stand.');
  });

  it('tells of mails and of earlier orders', () => {
    const { uncategorized_text: story } = toEvidence(sale({ mails: [{ subject: 'Your key to Queue Kit', sentAt: '2026-11-02T09:01:07Z' }], earlierOrders: [{ number: 19_000, paidAt: '2025-12-01T00:00:00Z', totalMinor: 900, currency: 'usd' }] }));
    expect(story).toContain('2026-11-02 09:01 UTC: Your key to Queue Kit');
    expect(story).toContain('2025-12-01: LK-19000, $9.00');
    expect(story).toContain('exists since 2025-01-05.');
    expect(toEvidence(sale({ isMailProven: true })).uncategorized_text).toContain('was proven by a message sent to it');
  });

  it('stays within what Stripe takes, whole lines, and says that there was more', () => {
    const downloads = Array.from({ length: 200 }, () => ({ title: 'Queue Kit', version: '2.1.0', at: '2026-11-02T09:05:00Z', userAgent: 'x'.repeat(400), isBuyer: true }));
    const parcels = Array.from({ length: 200 }, (_, index) => ({ carrier: `Carrier ${'y'.repeat(70)} ${index}`, trackingNumber: `${index}`, shippedAt: '2026-11-03T10:00:00Z', deliveredAt: null, contents: 'z'.repeat(200) }));
    const evidence = toEvidence(sale({ keys: [{ title: 'Queue Kit', grantedAt: '2026-11-02T09:01:05Z' }], downloads, parcels }));
    for (const field of EVIDENCE_FIELDS) expect(evidence[field].length).toBeLessThanOrEqual(EVIDENCE_LIMITS[field]);
    expect(evidence.access_activity_log.endsWith('… and more of the same.')).toBe(true);
    expect(evidence.access_activity_log.split('\n').at(-2)).toMatch(/x$/);
    expect(Object.values(EVIDENCE_LIMITS).reduce((sum: number, limit) => sum + limit, 0)).toBeLessThanOrEqual(150_000);
  });
});
