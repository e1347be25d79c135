import { requestDownload } from '@/server/modules/downloads/request-download';
import { listKeys } from '@/server/modules/entitlements/list-keys';
import type { Handlers } from './handler';

export const libraryHandlers: Handlers<'listEntitlements' | 'createDownload'> = {
  listEntitlements: async ({ caller, call }) => ({ items: await listKeys(call.platform.db, caller) }),
  createDownload: ({ body: { product, version }, caller, call, request }) =>
    requestDownload(call.platform, { viewer: caller, userAgent: request.header('user-agent') }, { productSlug: product, ...(version !== undefined && { version }) }),
};
