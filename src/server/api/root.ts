import { accountRouter } from './routers/account';
import { catalogRouter } from './routers/catalog';
import { entitlementsRouter } from './routers/entitlements';
import { router } from './trpc';

/** Every procedure of the product. A router is a noun; each of its procedures is one verb of a module. */
export const appRouter = router({
  account: accountRouter,
  catalog: catalogRouter,
  entitlements: entitlementsRouter,
});

export type AppRouter = typeof appRouter;
