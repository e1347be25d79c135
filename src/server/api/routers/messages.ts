import { attachFile } from '@/server/modules/messaging/attach-file';
import { blockCorrespondent } from '@/server/modules/messaging/block-correspondent';
import { countUnread } from '@/server/modules/messaging/count-unread';
import { getThread } from '@/server/modules/messaging/get-thread';
import { listThreads } from '@/server/modules/messaging/list-threads';
import { openThread } from '@/server/modules/messaging/open-thread';
import { readThread } from '@/server/modules/messaging/read-thread';
import { reportMessage } from '@/server/modules/messaging/report-message';
import { sendMessage } from '@/server/modules/messaging/send-message';
import { takeBackMessage } from '@/server/modules/messaging/take-back-message';
import { AttachFileInput, BlockInput, GetThreadInput, ListThreadsInput, MessageInput, OpenThreadInput, ReadThreadInput, ReportMessageInput, SendMessageInput } from '@/shared/contracts/messages';
import { memberProcedure, router } from '../trpc';

/** What buyers and sellers write to each other. */
export const messagesRouter = router({
  threads: memberProcedure.input(ListThreadsInput.prefault({})).query(({ ctx, input }) => listThreads(ctx.platform.db, { viewer: ctx.member, input })),
  thread: memberProcedure.input(GetThreadInput).query(({ ctx, input }) => getThread(ctx.platform.db, { viewer: ctx.member, input })),
  unread: memberProcedure.query(({ ctx }) => countUnread(ctx.platform.db, ctx.member)),

  open: memberProcedure.input(OpenThreadInput).mutation(({ ctx, input }) => openThread(ctx.platform, { viewer: ctx.member, input })),
  attach: memberProcedure.input(AttachFileInput).mutation(({ ctx, input }) => attachFile(ctx.platform, { viewer: ctx.member, input })),
  send: memberProcedure.input(SendMessageInput).mutation(({ ctx, input }) => sendMessage(ctx.platform, { viewer: ctx.member, input })),
  takeBack: memberProcedure.input(MessageInput).mutation(({ ctx, input }) => takeBackMessage(ctx.platform.db, { viewer: ctx.member, messageId: input.messageId })),
  read: memberProcedure.input(ReadThreadInput).mutation(({ ctx, input }) => readThread(ctx.platform.db, { viewer: ctx.member, input })),
  report: memberProcedure.input(ReportMessageInput).mutation(({ ctx, input }) => reportMessage(ctx.platform, { viewer: ctx.member, input })),
  block: memberProcedure.input(BlockInput).mutation(({ ctx, input }) => blockCorrespondent(ctx.platform.db, { viewer: ctx.member, input })),
});
