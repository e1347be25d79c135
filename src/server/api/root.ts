import { accountRouter } from './routers/account';
import { adminRouter } from './routers/admin';
import { catalogRouter } from './routers/catalog';
import { entitlementsRouter } from './routers/entitlements';
import { ordersRouter } from './routers/orders';
import { organizationsRouter } from './routers/organizations';
import { sellersRouter } from './routers/sellers';
import { router } from './trpc';

/** Every procedure of the product. A router is a noun; each of its procedures is one verb of a module. */
export const appRouter = router({
  account: accountRouter,
  admin: adminRouter,
  catalog: catalogRouter,
  entitlements: entitlementsRouter,
  orders: ordersRouter,
  organizations: organizationsRouter,
  sellers: sellersRouter,
});

export type AppRouter = typeof appRouter;
