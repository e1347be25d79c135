import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { assertRecentProof } from '@/server/modules/identity/assert-recent-proof';
import type { Viewer } from '@/server/platform/db';
import { AppError, isAppError } from '@/shared/errors';
import type { Context } from './context';
import { toTrpcError } from './error-map';
import { assertNotImpersonating, mayRefuseImpersonators } from './impersonation';
import { transformer } from './transformer';

const t = initTRPC.context<Context>().create({
  // Contracts hold JSON values only; superjson carries what inputs may need (dates, undefined) at the price of a key.
  transformer,
  errorFormatter({ shape, error, ctx }) {
    const known = isAppError(error.cause) ? error.cause : undefined;
    const issue = error.cause instanceof ZodError ? error.cause.issues[0] : undefined;
    const hidden = error.code === 'INTERNAL_SERVER_ERROR';
    return {
      ...shape,
      message: hidden ? `Something broke on our side. Quote ${ctx?.requestId ?? 'the time'} if you write to us.` : issue ? `${issue.path.join('.') || 'input'}: ${issue.message}` : shape.message,
      data: {
        code: shape.data.code,
        httpStatus: known?.status ?? shape.data.httpStatus,
        path: shape.data.path,
        appCode: known?.code ?? null,
        details: known?.details ?? (issue ? { field: issue.path.join('.') } : null),
        requestId: ctx?.requestId ?? null,
      },
    };
  },
});

export const { router, createCallerFactory } = t;

const mapped = t.procedure
  .use(async ({ next }) => {
    const result = await next();
    if (result.ok) return result;
    throw toTrpcError(result.error.cause) ?? result.error;
  })
  .use(async ({ ctx, path, type, next }) => {
    if (mayRefuseImpersonators({ path, type })) assertNotImpersonating(await ctx.viewer());
    return next();
  });

/** Anyone may call; `ctx.viewer()` says who it is, if anyone. */
export const publicProcedure = mapped;

/** A signed-in person. */
export const memberProcedure = mapped.use(async ({ ctx, next }) => {
  const viewer = await ctx.viewer();
  if (!viewer) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Please sign in first.' });
  return next({ ctx: { ...ctx, member: viewer } });
});

/** What `provenProcedure` asks for, where it hangs on the input. */
export async function assertProven(ctx: Context & { member: Viewer }): Promise<void> {
  await assertRecentProof(ctx.platform, ctx.member, { cookieHeader: ctx.header('cookie'), by: 'any' });
}

/** A person who proved within ten minutes that it is them: by their authenticator, or, without one, by signing in. For what a stolen session must not do. */
export const provenProcedure = memberProcedure.use(async ({ ctx, next }) => {
  await assertProven(ctx);
  return next();
});

/** An admin who has shown a second factor. Others are told there is nothing here only if signed in; visitors are asked to sign in. */
export const adminProcedure = memberProcedure.use(async ({ ctx, next }) => {
  if (ctx.member.withheld === 'admin') throw new AppError('FORBIDDEN', 'Admins sign in with two steps. Set up the second one under Security first.', { reason: 'second_factor_setup' });
  if (ctx.member.role !== 'admin') throw new TRPCError({ code: 'FORBIDDEN', message: 'This is for admins.' });
  return next();
});

/** An admin who proved within ten minutes that it is them. For power over people: roles, their second step, their eyes. */
export const provenAdminProcedure = adminProcedure.use(async ({ ctx, next }) => {
  await assertProven(ctx);
  return next();
});
