import { router } from '../trpc';
import { adminAnalytics } from './admin-analytics';
import { adminBundles } from './admin-bundles';
import { adminCoupons } from './admin-coupons';
import { adminDesk } from './admin-desk';
import { adminDisputes } from './admin-disputes';
import { adminExperiments } from './admin-experiments';
import { adminIngest } from './admin-ingest';
import { adminModeration } from './admin-moderation';
import { adminOrders } from './admin-orders';
import { adminPayouts } from './admin-payouts';
import { adminProducts } from './admin-products';
import { adminPrompts } from './admin-prompts';
import { adminSellers } from './admin-sellers';
import { adminUsers } from './admin-users';

/** For admins; each area brings its own procedures. */
export const adminRouter = router({ ...adminDesk, ...adminAnalytics, ...adminOrders, ...adminDisputes, ...adminIngest, ...adminProducts, ...adminBundles, ...adminSellers, ...adminCoupons, ...adminPayouts, ...adminExperiments, ...adminPrompts, ...adminModeration, ...adminUsers });
