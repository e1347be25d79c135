import { router } from '../trpc';
import { adminOrders } from './admin-orders';

/** For admins; each area brings its own procedures. */
export const adminRouter = router({ ...adminOrders });
