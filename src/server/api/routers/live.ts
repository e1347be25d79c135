import { tracked } from '@trpc/server';
import { getViewer } from '@/server/modules/identity/get-viewer';
import { watchEvents } from '@/server/modules/live/watch-events';
import { LiveEventsInput } from '@/shared/contracts/live';
import { memberProcedure, router } from '../trpc';

/** What a person's open pages are told at once. */
export const liveRouter = router({
  events: memberProcedure.input(LiveEventsInput.prefault({})).subscription(async function* ({ ctx, input, signal }) {
    const isOpen = async () => (await getViewer(ctx.platform, ctx.header('cookie')))?.userId === ctx.member.userId;
    const events = watchEvents(ctx.platform, { viewer: ctx.member, lastEventId: input.lastEventId ?? null, signal: signal ?? AbortSignal.timeout(60_000), isOpen });
    for await (const { seq, event } of events) yield tracked(String(seq), event);
  }),
});
