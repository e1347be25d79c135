import { tracked } from '@trpc/server';
import { isStillSignedIn } from '@/server/modules/identity/is-still-signed-in';
import { watchEvents } from '@/server/modules/live/watch-events';
import { LiveEventsInput } from '@/shared/contracts/live';
import { memberProcedure, router } from '../trpc';

/** What a person's open pages are told at once. */
export const liveRouter = router({
  events: memberProcedure.input(LiveEventsInput.prefault({})).subscription(async function* ({ ctx, input, signal }) {
    const isOpen = () => isStillSignedIn(ctx.platform, { viewer: ctx.member, cookieHeader: ctx.header('cookie') });
    const events = watchEvents(ctx.platform, { viewer: ctx.member, lastEventId: input.lastEventId ?? null, signal: signal ?? AbortSignal.timeout(60_000), isOpen });
    for await (const { seq, event } of events) yield tracked(String(seq), event);
  }),
});
