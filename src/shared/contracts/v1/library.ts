import { z } from 'zod';
import { KeyView, MintedDownload, RequestDownloadInput } from '../entitlements';
import type { ApiOperation } from './operation';

export const Entitlement = KeyView.pick({
  entitlementId: true, productId: true, slug: true, type: true, title: true, sellerName: true, license: true, organizationName: true, orderId: true, orderNumber: true, since: true, endsAt: true, latestVersion: true,
  downloadsLeft: true, versions: true,
});

export const EntitlementList = z.object({ items: z.array(Entitlement) });
export type EntitlementList = z.infer<typeof EntitlementList>;

const { productSlug, version } = RequestDownloadInput.shape;
export const CreateDownloadBody = z.strictObject({
  product: productSlug.describe('Slug of the product.'),
  version: version.describe('Left out: the newest that was not withdrawn.'),
});
export type CreateDownloadBody = z.infer<typeof CreateDownloadBody>;

export const listEntitlements = {
  id: 'listEntitlements', group: 'Your library', method: 'GET', path: '/entitlements',
  summary: 'List what you may use',
  description: 'Everything you hold, in person or through an organization, newest first, with the versions you may download.',
  access: { by: 'person', scope: 'entitlements:read' },
  status: 200, answer: EntitlementList,
  examples: {
    answer: {
      items: [{
        entitlementId: 'ent_01ke3v7m2rfd0q9w8t6y5x4c3b', productId: 'prd_01ke3v7m2rfd0q9w8t6y5x4c3b', slug: 'queue-worker-kit', type: 'node', title: 'Queue worker kit', sellerName: 'Northbeam', license: 'personal',
        organizationName: null, orderId: 'ord_01ke3v7m2rfd0q9w8t6y5x4c3b', orderNumber: 'LK-1042', since: '2026-11-03T12:00:00.000Z', endsAt: null, latestVersion: '2.1.0', downloadsLeft: null,
        versions: [{ version: '2.1.0', releasedAt: '2026-11-02T09:00:00.000Z', archiveBytes: 48_213, yankedReason: null }],
      }],
    },
  },
  errors: [],
} as const satisfies ApiOperation;

export const createDownload = {
  id: 'createDownload', group: 'Your library', method: 'POST', path: '/downloads',
  summary: 'Get a link to a download',
  description: 'Checks that you may use the product and answers a link to one version. The link works for ten minutes, for whoever has it. Each call counts as one download.',
  access: { by: 'person', scope: 'downloads:read' },
  body: CreateDownloadBody, status: 201, answer: MintedDownload,
  examples: {
    body: { product: 'queue-worker-kit', version: '2.1.0' },
    answer: { url: 'https://shop.example.com/api/download/ast_01ke3v7m2rfd0q9w8t6y5x4c3b?expires=1763647200&signature=4f2a', expiresAt: '2026-11-20T14:10:00.000Z', fileName: 'queue-worker-kit-2.1.0.zip', bytes: 48_213, sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
  },
  errors: [
    { code: 'FORBIDDEN', message: 'You do not hold a key to this. Unlock it first.', details: { reason: 'not_entitled' } },
    { code: 'NOT_FOUND', message: 'There is no such product.' },
    { code: 'GONE', message: 'Version 2.0.0 was withdrawn: it lost jobs.', details: { reason: 'yanked' } },
  ],
} as const satisfies ApiOperation;
