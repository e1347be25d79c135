import { CRONTAB } from '@/server/jobs/crontab';
import { listAudit } from '@/server/modules/audit/list-audit';
import { getBooks } from '@/server/modules/books/get-books';
import { requestBooksRun } from '@/server/modules/books/request-books-run';
import { getHome } from '@/server/modules/operations/get-home';
import { getJob } from '@/server/modules/operations/get-job';
import { getOrderFile } from '@/server/modules/operations/get-order-file';
import { giveUpJob } from '@/server/modules/operations/give-up-job';
import { listQueue } from '@/server/modules/operations/list-queue';
import { removeJob } from '@/server/modules/operations/remove-job';
import { retryJob } from '@/server/modules/operations/retry-job';
import { listReconciliations } from '@/server/modules/reconciliation/list-reconciliations';
import { requestReconciliation } from '@/server/modules/reconciliation/request-reconciliation';
import { getWebhookEvent } from '@/server/modules/webhooks/get-webhook-event';
import { listWebhookEvents } from '@/server/modules/webhooks/list-webhook-events';
import { replayWebhookEvent } from '@/server/modules/webhooks/replay-webhook-event';
import { replayWebhookEvents } from '@/server/modules/webhooks/replay-webhook-events';
import { ListAuditInput } from '@/shared/contracts/admin-audit';
import { NoInput } from '@/shared/contracts/admin-books';
import { JobIdInput, ListJobsInput } from '@/shared/contracts/admin-jobs';
import { ListReconciliationsInput } from '@/shared/contracts/admin-reconciliation';
import { ListWebhookEventsInput, ReplayWebhookEventsInput, WebhookEventIdInput } from '@/shared/contracts/admin-webhooks';
import { OrderIdInput } from '@/shared/contracts/orders';
import { adminProcedure } from '../trpc';

/** What admins see of the machinery: how the shop stands, Stripe's inbox, the queue, the books, the reconciler, the audit log; part of the admin router. */
export const adminDesk = {
  home: adminProcedure.query(({ ctx }) => getHome(ctx.platform.db, { viewer: ctx.member })),

  /** Everything about one order. */
  getOrder: adminProcedure.input(OrderIdInput).query(({ ctx, input }) => getOrderFile(ctx.platform.db, { viewer: ctx.member, orderId: input.orderId })),

  listWebhookEvents: adminProcedure.input(ListWebhookEventsInput).query(({ ctx, input }) => listWebhookEvents(ctx.platform.db, { viewer: ctx.member, input })),

  getWebhookEvent: adminProcedure.input(WebhookEventIdInput).query(({ ctx, input }) => getWebhookEvent(ctx.platform.db, { viewer: ctx.member, input })),

  /** Has an event that did not take effect worked on again. */
  replayWebhookEvent: adminProcedure
    .input(WebhookEventIdInput)
    .mutation(({ ctx, input }) => replayWebhookEvent(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  /** The same for all of a list. */
  replayWebhookEvents: adminProcedure
    .input(ReplayWebhookEventsInput)
    .mutation(({ ctx, input }) => replayWebhookEvents(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  listJobs: adminProcedure.input(ListJobsInput).query(({ ctx, input }) => listQueue(ctx.platform.db, { viewer: ctx.member, input, crontab: CRONTAB })),

  getJob: adminProcedure.input(JobIdInput).query(({ ctx, input }) => getJob(ctx.platform.db, { viewer: ctx.member, input })),

  retryJob: adminProcedure.input(JobIdInput).mutation(({ ctx, input }) => retryJob(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  giveUpJob: adminProcedure.input(JobIdInput).mutation(({ ctx, input }) => giveUpJob(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  removeJob: adminProcedure.input(JobIdInput).mutation(({ ctx, input }) => removeJob(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  books: adminProcedure.query(({ ctx }) => getBooks(ctx.platform.db, { viewer: ctx.member })),

  checkBooks: adminProcedure.input(NoInput).mutation(({ ctx }) => requestBooksRun(ctx.platform.db, { viewer: ctx.member, requestId: ctx.requestId })),

  listReconciliations: adminProcedure.input(ListReconciliationsInput).query(({ ctx, input }) => listReconciliations(ctx.platform.db, { viewer: ctx.member, input })),

  reconcile: adminProcedure.input(NoInput).mutation(({ ctx }) => requestReconciliation(ctx.platform.db, { viewer: ctx.member, requestId: ctx.requestId })),

  listAudit: adminProcedure.input(ListAuditInput).query(({ ctx, input }) => listAudit(ctx.platform.db, { viewer: ctx.member, input })),
};
