import { createPersonalToken } from '@/server/modules/api-keys/create-personal-token';
import { listPersonalTokens } from '@/server/modules/api-keys/list-personal-tokens';
import { revokePersonalToken } from '@/server/modules/api-keys/revoke-personal-token';
import { CreateTokenInput, ListTokensInput, RevokeTokenInput } from '@/shared/contracts/tokens';
import { memberProcedure, provenProcedure, router } from '../trpc';

/** A person's own keys for programs. */
export const tokensRouter = router({
  list: memberProcedure.input(ListTokensInput.prefault({})).query(({ ctx, input }) => listPersonalTokens(ctx.platform.db, { viewer: ctx.member, input })),

  /** Answers with the token, this once. It works on when the session has ended, so signing in was lately. */
  create: provenProcedure.input(CreateTokenInput).mutation(({ ctx, input }) => createPersonalToken(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  revoke: memberProcedure.input(RevokeTokenInput).mutation(({ ctx, input }) => revokePersonalToken(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
});
