import { isUnwilling } from '@/server/modules/analytics/is-unwilling';
import { readVisitor } from '@/server/modules/analytics/read-visitor';
import type { Audience } from '@/server/modules/discovery/subject';
import type { Context } from './context';

/** Whose recommendations a request asks for. A visitor is somebody only by the cookie they allowed; who is looked as by an admin is nobody here: what is kept of them is theirs alone, and the admin's own cookie is not theirs. */
export async function audienceOf(ctx: Context): Promise<Audience> {
  const [viewer, visitor] = await Promise.all([ctx.viewer(), readVisitor(ctx)]);
  if (viewer?.seenBy !== undefined) return { userId: null, visitorId: null, refusesTracking: true };
  return { userId: viewer?.userId ?? null, visitorId: visitor?.isLasting ? visitor.id : null, refusesTracking: isUnwilling((name) => ctx.header(name)) };
}
