import { memberProcedure, publicProcedure, router } from '@/server/api/trpc';
import { countNotifications } from '@/server/modules/notifications/count-notifications';
import { findUnsubscription } from '@/server/modules/notifications/find-unsubscription';
import { listMailPreviews } from '@/server/modules/notifications/list-mail-previews';
import { listNotificationPreferences } from '@/server/modules/notifications/list-notification-preferences';
import { listNotifications } from '@/server/modules/notifications/list-notifications';
import { markAllNotificationsRead } from '@/server/modules/notifications/mark-all-notifications-read';
import { markNotificationsRead } from '@/server/modules/notifications/mark-notifications-read';
import { setNotificationPreference } from '@/server/modules/notifications/set-notification-preference';
import { ListNotificationsInput, MarkAllReadInput, MarkReadInput, SetPreferenceInput, UnsubscriptionInput } from '@/shared/contracts/notifications';

export const notificationsRouter = router({
  /** How many of the viewer's are unread, for the bell. */
  count: memberProcedure.query(({ ctx }) => countNotifications(ctx.platform.db, ctx.member)),

  /** The viewer's own, newest first. */
  list: memberProcedure.input(ListNotificationsInput).query(({ ctx, input }) => listNotifications(ctx.platform.db, { viewer: ctx.member, input })),

  markRead: memberProcedure.input(MarkReadInput).mutation(({ ctx, input }) => markNotificationsRead(ctx.platform.db, ctx.member, input)),

  markAllRead: memberProcedure.input(MarkAllReadInput).mutation(({ ctx, input }) => markAllNotificationsRead(ctx.platform.db, ctx.member, input)),

  /** What of each type the viewer gets, and how. */
  preferences: memberProcedure.query(({ ctx }) => listNotificationPreferences(ctx.platform.db, ctx.member)),

  setPreference: memberProcedure.input(SetPreferenceInput).mutation(({ ctx, input }) => setNotificationPreference(ctx.platform.db, ctx.member, input)),

  /** Every mail as it would look; nothing is there outside of development and the embedded default. */
  mailPreviews: publicProcedure.query(async ({ ctx }) => listMailPreviews(ctx.platform, (await ctx.viewer())?.formats)),

  /** What a link from a mail switches off; null for one that is none of ours. */
  unsubscription: publicProcedure.input(UnsubscriptionInput).query(({ ctx, input }) => findUnsubscription(ctx.platform, input)),
});
