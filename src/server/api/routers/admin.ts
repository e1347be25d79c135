import { router } from '../trpc';
import { adminIngest } from './admin-ingest';
import { adminOrders } from './admin-orders';

/** For admins; each area brings its own procedures. */
export const adminRouter = router({ ...adminOrders, ...adminIngest });
