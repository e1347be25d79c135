import { assertProven, memberProcedure, provenProcedure, router } from '@/server/api/trpc';
import { createWebhookEndpoint } from '@/server/modules/webhook-desk/create-webhook-endpoint';
import { deleteWebhookEndpoint } from '@/server/modules/webhook-desk/delete-webhook-endpoint';
import { getWebhookDelivery } from '@/server/modules/webhook-desk/get-webhook-delivery';
import { listWebhookDeliveries } from '@/server/modules/webhook-desk/list-webhook-deliveries';
import { listWebhookEndpoints } from '@/server/modules/webhook-desk/list-webhook-endpoints';
import { replayWebhook } from '@/server/modules/webhook-desk/replay-webhook';
import { replayWebhooks } from '@/server/modules/webhook-desk/replay-webhooks';
import { rotateWebhookSecret } from '@/server/modules/webhook-desk/rotate-webhook-secret';
import { sendTestWebhook } from '@/server/modules/webhook-desk/send-test-webhook';
import { switchWebhookEndpoint } from '@/server/modules/webhook-desk/switch-webhook-endpoint';
import { updateWebhookEndpoint } from '@/server/modules/webhook-desk/update-webhook-endpoint';
import {
  CreateWebhookEndpointInput, ListWebhookDeliveriesInput, ListWebhookEndpointsInput, ReplayWebhooksInput, RotateWebhookSecretInput, SwitchWebhookEndpointInput,
  UpdateWebhookEndpointInput, WebhookDeliveryInput, WebhookEndpointInput,
} from '@/shared/contracts/webhook-endpoints';

/** Webhooks to a platform's developer. Members look, owners and admins change; each verb asserts whose the platform is. */
export const webhookEndpointsRouter = router({
  list: memberProcedure.input(ListWebhookEndpointsInput).query(({ ctx, input }) => listWebhookEndpoints(ctx.platform.db, { viewer: ctx.member, input })),

  /** Its answer alone holds the secret. What happens to customers is told there on when the session has ended, so signing in was lately. */
  create: memberProcedure.input(CreateWebhookEndpointInput).mutation(async ({ ctx, input }) => {
    if (input.mode === 'live') await assertProven(ctx);
    return createWebhookEndpoint(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId });
  }),

  /** Its address is where all of it goes. */
  update: provenProcedure.input(UpdateWebhookEndpointInput).mutation(({ ctx, input }) => updateWebhookEndpoint(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),

  /** Its answer alone holds the new secret. */
  rotateSecret: provenProcedure.input(RotateWebhookSecretInput).mutation(({ ctx, input }) => rotateWebhookSecret(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),

  switch: memberProcedure.input(SwitchWebhookEndpointInput).mutation(({ ctx, input }) => switchWebhookEndpoint(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  delete: memberProcedure.input(WebhookEndpointInput).mutation(({ ctx, input }) => deleteWebhookEndpoint(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  sendTest: memberProcedure.input(WebhookEndpointInput).mutation(({ ctx, input }) => sendTestWebhook(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  deliveries: memberProcedure.input(ListWebhookDeliveriesInput).query(({ ctx, input }) => listWebhookDeliveries(ctx.platform.db, { viewer: ctx.member, input })),

  delivery: memberProcedure.input(WebhookDeliveryInput).query(({ ctx, input }) => getWebhookDelivery(ctx.platform.db, { viewer: ctx.member, input })),

  replay: memberProcedure.input(WebhookDeliveryInput).mutation(({ ctx, input }) => replayWebhook(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  /** All it did not take in the last hours. */
  replaySince: memberProcedure.input(ReplayWebhooksInput).mutation(({ ctx, input }) => replayWebhooks(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
});
