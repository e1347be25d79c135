import { accountRouter } from './routers/account';
import { adminRouter } from './routers/admin';
import { cartRouter } from './routers/cart';
import { catalogRouter } from './routers/catalog';
import { dropsRouter } from './routers/drops';
import { entitlementsRouter } from './routers/entitlements';
import { fulfilmentRouter } from './routers/fulfilment';
import { inventoryRouter } from './routers/inventory';
import { ordersRouter } from './routers/orders';
import { organizationsRouter } from './routers/organizations';
import { productsRouter } from './routers/products';
import { sellersRouter } from './routers/sellers';
import { router } from './trpc';

/** Every procedure of the product. A router is a noun; each of its procedures is one verb of a module. */
export const appRouter = router({
  account: accountRouter,
  admin: adminRouter,
  cart: cartRouter,
  catalog: catalogRouter,
  drops: dropsRouter,
  entitlements: entitlementsRouter,
  fulfilment: fulfilmentRouter,
  inventory: inventoryRouter,
  orders: ordersRouter,
  organizations: organizationsRouter,
  products: productsRouter,
  sellers: sellersRouter,
});

export type AppRouter = typeof appRouter;
