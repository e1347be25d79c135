import { answerAuditExport, AUDIT_EXPORT_PATH } from './audit-export';
import { answerAuth, AUTH_PREFIX } from './auth';
import { answerAvatar, AVATAR_PATH } from './avatar';
import { IMAGES_PREFIX } from '@/shared/image-address';
import type { Handler } from './call';
import { answerLive, answerReady } from './health';
import { answerDataExport } from './data-export';
import { answerInvoice, answerStatement } from './documents';
import { answerMailPreview, MAIL_PREVIEW_PREFIX } from './mail-preview';
import { answerDownload } from './download';
import { answerDropProof, DROP_PROOF_PREFIX } from './drop-proof';
import { answerFeed, answerRobots, answerSitemap, FEEDS_PREFIX, ROBOTS_PATH, SITEMAP_PATH, SITEMAPS_PREFIX } from './feeds';
import { answerImage } from './image';
import type { Family } from './limits';
import { answerMessageFile, answerMessageUpload, MESSAGE_FILES_PREFIX } from './message-files';
import { answerPreview, PREVIEW_PREFIX } from './preview';
import { answerPlatformStats, PLATFORM_STATS_PREFIX } from './platform-stats';
import { answerRunPrompt, RUN_PROMPT_PATH } from './run-prompt';
import { answerSellerOrders, SELLER_ORDERS_PREFIX } from './seller-orders';
import { answerSellerUpload } from './seller-upload';
import { ANALYTICS_PREFIX, answerSellerStats, answerShopAnalytics, SELLER_STATS_PREFIX } from './statistics';
import { answerTrpc, TRPC_PREFIX } from './trpc';
import { answerUnsubscribe, UNSUBSCRIBE_PREFIX } from './unsubscribe';
import { answerUpload } from './upload';
import { answerV1 } from './v1/answer-v1';
import { V1_PREFIX } from './v1/prefix';
import { answerDescription, DESCRIPTION_PATH } from './v1/service';
import { answerUsageAnywhere } from './v1/answer-usage-anywhere';
import { USAGE_PATH } from './v1/usage';
import { answerConsent, answerEvents, CONSENT_PATH, EVENTS_PATH } from './visitor';
import { answerWebhook } from './webhook';

/** One address of the API and how it is answered. */
export interface Route {
  /** Exact path, or, ending in a slash, the beginning of all paths below it. */
  path: string;
  methods: readonly string[];
  /** Counted before the handler runs. tRPC counts each of its operations itself; a webhook is not the caller's to repeat less often. */
  family?: Family;
  /** Looks at no session, or refuses by itself what an admin may not do who looks as somebody else. Every other address is closed to them. */
  isOpen?: true;
  handle: Handler;
}

/** Every address of the API, for both mounts. */
export const ROUTES: readonly Route[] = [
  { path: TRPC_PREFIX, methods: ['GET', 'POST'], isOpen: true, handle: answerTrpc },
  { path: '/api/download/', methods: ['GET', 'HEAD'], handle: answerDownload },
  { path: IMAGES_PREFIX, methods: ['GET', 'HEAD'], isOpen: true, handle: answerImage },
  { path: FEEDS_PREFIX, methods: ['GET', 'HEAD'], family: 'catalogue', isOpen: true, handle: answerFeed },
  { path: SITEMAP_PATH, methods: ['GET', 'HEAD'], family: 'catalogue', isOpen: true, handle: answerSitemap },
  { path: SITEMAPS_PREFIX, methods: ['GET', 'HEAD'], family: 'catalogue', isOpen: true, handle: answerSitemap },
  { path: ROBOTS_PATH, methods: ['GET', 'HEAD'], family: 'catalogue', isOpen: true, handle: answerRobots },
  { path: DROP_PROOF_PREFIX, methods: ['GET', 'HEAD'], family: 'catalogue', isOpen: true, handle: answerDropProof },
  { path: '/api/documents/invoices/', methods: ['GET', 'HEAD'], family: 'write', handle: answerInvoice },
  { path: '/api/documents/statements/', methods: ['GET', 'HEAD'], family: 'write', handle: answerStatement },
  { path: PREVIEW_PREFIX, methods: ['GET', 'HEAD'], family: 'catalogue', isOpen: true, handle: answerPreview },
  { path: '/api/admin/uploads', methods: ['POST'], family: 'write', handle: answerUpload },
  { path: AUDIT_EXPORT_PATH, methods: ['GET'], family: 'write', handle: answerAuditExport },
  { path: PLATFORM_STATS_PREFIX, methods: ['GET', 'HEAD'], family: 'write', handle: answerPlatformStats },
  { path: SELLER_STATS_PREFIX, methods: ['GET', 'HEAD'], family: 'write', handle: answerSellerStats },
  { path: ANALYTICS_PREFIX, methods: ['GET', 'HEAD'], family: 'write', handle: answerShopAnalytics },
  { path: SELLER_ORDERS_PREFIX, methods: ['GET', 'HEAD'], family: 'write', handle: answerSellerOrders },
  { path: '/api/messages/uploads', methods: ['POST'], family: 'write', handle: answerMessageUpload },
  { path: MESSAGE_FILES_PREFIX, methods: ['GET', 'HEAD'], family: 'read', handle: answerMessageFile },
  { path: '/api/seller/uploads', methods: ['POST'], family: 'write', handle: answerSellerUpload },
  { path: '/api/account/exports/', methods: ['GET', 'HEAD'], family: 'write', handle: answerDataExport },
  { path: AVATAR_PATH, methods: ['POST'], family: 'write', handle: answerAvatar },
  { path: AUTH_PREFIX, methods: ['GET', 'POST'], isOpen: true, handle: answerAuth },
  { path: RUN_PROMPT_PATH, methods: ['POST'], family: 'prompt', handle: answerRunPrompt },
  { path: EVENTS_PATH, methods: ['POST'], family: 'events', handle: answerEvents },
  { path: CONSENT_PATH, methods: ['POST'], family: 'events', handle: answerConsent },
  { path: MAIL_PREVIEW_PREFIX, methods: ['GET', 'HEAD'], family: 'catalogue', handle: answerMailPreview },
  { path: UNSUBSCRIBE_PREFIX, methods: ['GET', 'HEAD', 'POST'], family: 'catalogue', handle: answerUnsubscribe },
  { path: '/api/stripe/webhook', methods: ['POST'], isOpen: true, handle: answerWebhook },
  { path: USAGE_PATH, methods: ['GET', 'HEAD', 'POST', 'OPTIONS'], isOpen: true, handle: answerUsageAnywhere },
  { path: DESCRIPTION_PATH, methods: ['GET', 'HEAD'], family: 'catalogue', isOpen: true, handle: answerDescription },
  { path: V1_PREFIX, methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], isOpen: true, handle: answerV1 },
  { path: '/api/health/live', methods: ['GET', 'HEAD'], isOpen: true, handle: answerLive },
  { path: '/api/health/ready', methods: ['GET', 'HEAD'], isOpen: true, handle: answerReady },
];

const exact = new Map(ROUTES.map((route) => [route.path, route]));
const below = ROUTES.filter((route) => route.path.endsWith('/'));

/** The route of a path, if any. Paths are compared as they are: no case folding, no decoding, no doubled slash. */
export function findRoute(path: string): Route | undefined {
  return exact.get(path) ?? below.find((route) => path.startsWith(route.path) && path.length > route.path.length);
}
