import { assertProven, memberProcedure, provenProcedure, router } from '@/server/api/trpc';
import { addSigner } from '@/server/modules/platforms/add-signer';
import { archivePlatform } from '@/server/modules/platforms/archive-platform';
import { archiveTier } from '@/server/modules/platforms/archive-tier';
import { createPlatform } from '@/server/modules/platforms/create-platform';
import { createPlatformKey } from '@/server/modules/platforms/create-platform-key';
import { createTier } from '@/server/modules/platforms/create-tier';
import { getPlatform } from '@/server/modules/platforms/get-platform';
import { goLive } from '@/server/modules/platforms/go-live';
import { listCustomers } from '@/server/modules/platforms/list-customers';
import { listPlatformKeys } from '@/server/modules/platforms/list-platform-keys';
import { listPlatforms } from '@/server/modules/platforms/list-platforms';
import { listSigners } from '@/server/modules/platforms/list-signers';
import { listTiers } from '@/server/modules/platforms/list-tiers';
import { requestCharges } from '@/server/modules/platforms/request-charges';
import { revokePlatformKey } from '@/server/modules/platforms/revoke-platform-key';
import { revokeSigner } from '@/server/modules/platforms/revoke-signer';
import { rotatePlatformKey } from '@/server/modules/platforms/rotate-platform-key';
import { setCustomer } from '@/server/modules/platforms/set-customer';
import { startCustomerCheckout } from '@/server/modules/platforms/start-customer-checkout';
import { updatePlatform } from '@/server/modules/platforms/update-platform';
import { updateTier } from '@/server/modules/platforms/update-tier';
import { listPlatformProduct } from '@/server/modules/publishing/list-platform-product';
import { assertPayoutProof } from '@/server/modules/sellers/assert-payout-proof';
import * as contract from '@/shared/contracts/platforms';

/** A seller's APIs: each platform with its tiers, keys, signers and customers. */
export const platformsRouter = router({
  list: memberProcedure.input(contract.ListPlatformsInput).query(({ ctx, input }) => listPlatforms(ctx.platform, { viewer: ctx.member, input })),
  byId: memberProcedure.input(contract.PlatformInput).query(({ ctx, input }) => getPlatform(ctx.platform, { viewer: ctx.member, input })),
  create: memberProcedure.input(contract.CreatePlatformInput).mutation(({ ctx, input }) => createPlatform(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  update: memberProcedure.input(contract.UpdatePlatformInput).mutation(({ ctx, input }) => updatePlatform(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  archive: memberProcedure.input(contract.PlatformInput).mutation(({ ctx, input }) => archivePlatform(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  goLive: memberProcedure.input(contract.PlatformInput).mutation(({ ctx, input }) => goLive(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
  requestCharges: memberProcedure.input(contract.PlatformInput).mutation(async ({ ctx, input }) => {
    await assertPayoutProof(ctx.platform, { viewer: ctx.member, seller: input.seller, cookieHeader: ctx.header('cookie'), opens: 'form' });
    return requestCharges(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId });
  }),
  /** Puts its paid tiers on the marketplace's shelf, as a product that is then written and published like any other. */
  sell: memberProcedure.input(contract.PlatformInput).mutation(({ ctx, input }) => listPlatformProduct(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  tiers: memberProcedure.input(contract.PlatformInput).query(({ ctx, input }) => listTiers(ctx.platform.db, { viewer: ctx.member, input })),
  createTier: memberProcedure.input(contract.CreateTierInput).mutation(({ ctx, input }) => createTier(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  updateTier: memberProcedure.input(contract.UpdateTierInput).mutation(({ ctx, input }) => updateTier(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  archiveTier: memberProcedure.input(contract.ArchiveTierInput).mutation(({ ctx, input }) => archiveTier(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  keys: memberProcedure.input(contract.ListPlatformKeysInput).query(({ ctx, input }) => listPlatformKeys(ctx.platform.db, { viewer: ctx.member, input })),
  /** A key works on when the session has ended, so signing in was lately; one for trying out asks nothing. */
  createKey: memberProcedure.input(contract.CreatePlatformKeyInput).mutation(async ({ ctx, input }) => {
    if (input.mode === 'live') await assertProven(ctx);
    return createPlatformKey(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId });
  }),
  rotateKey: provenProcedure.input(contract.RotatePlatformKeyInput).mutation(({ ctx, input }) => rotatePlatformKey(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  revokeKey: memberProcedure.input(contract.RevokePlatformKeyInput).mutation(({ ctx, input }) => revokePlatformKey(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  signers: memberProcedure.input(contract.PlatformModeInput).query(({ ctx, input }) => listSigners(ctx.platform.db, { viewer: ctx.member, input })),
  addSigner: memberProcedure.input(contract.AddSignerInput).mutation(async ({ ctx, input }) => {
    if (input.mode === 'live') await assertProven(ctx);
    return addSigner(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId });
  }),
  revokeSigner: memberProcedure.input(contract.RevokeSignerInput).mutation(({ ctx, input }) => revokeSigner(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  customers: memberProcedure.input(contract.ListCustomersInput).query(({ ctx, input }) => listCustomers(ctx.platform.db, { viewer: ctx.member, input })),
  putCustomer: memberProcedure.input(contract.PutCustomerInput).mutation(({ ctx, input }) => setCustomer(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
  openCheckout: memberProcedure.input(contract.OpenCustomerCheckoutInput).mutation(({ ctx, input }) => startCustomerCheckout(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
});
