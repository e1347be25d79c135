import { confirmTotp } from '@/server/modules/identity/confirm-totp';
import { getSecurity } from '@/server/modules/identity/get-security';
import { listSignIns } from '@/server/modules/identity/list-sign-ins';
import { removeTotp } from '@/server/modules/identity/remove-totp';
import { renewRecoveryCodes } from '@/server/modules/identity/renew-recovery-codes';
import { startTotp } from '@/server/modules/identity/start-totp';
import { stepUp } from '@/server/modules/identity/step-up';
import { ListSignInsInput, SecondFactorInput } from '@/shared/contracts/security';
import { memberProcedure, provenProcedure, router } from '../trpc';

/** How the viewer's own account is secured. */
export const securityRouter = router({
  own: memberProcedure.query(({ ctx }) => getSecurity(ctx.platform, ctx.member, ctx.header('cookie'))),

  /** Where and how somebody signed in, or tried to. */
  signIns: memberProcedure.input(ListSignInsInput).query(({ ctx, input }) => listSignIns(ctx.platform, ctx.member, input)),

  /** A secret for a new authenticator. A session that was taken over must not make itself the owner, so signing in was lately. */
  startTotp: provenProcedure.mutation(({ ctx }) => startTotp(ctx.platform, ctx.member)),

  /** Its first code; answers the recovery codes. */
  confirmTotp: provenProcedure.input(SecondFactorInput).mutation(({ ctx, input }) => confirmTotp(ctx.platform, { viewer: ctx.member, code: input.code, cookieHeader: ctx.header('cookie'), requestId: ctx.requestId })),

  /** Shows a code once more, for what asks for a fresh one. */
  stepUp: memberProcedure.input(SecondFactorInput).mutation(({ ctx, input }) => stepUp(ctx.platform, { viewer: ctx.member, code: input.code, cookieHeader: ctx.header('cookie') })),

  renewRecoveryCodes: memberProcedure.mutation(({ ctx }) => renewRecoveryCodes(ctx.platform, ctx.member, { cookieHeader: ctx.header('cookie'), requestId: ctx.requestId })),

  removeTotp: memberProcedure.mutation(({ ctx }) => removeTotp(ctx.platform, ctx.member, { cookieHeader: ctx.header('cookie'), requestId: ctx.requestId })),
});
