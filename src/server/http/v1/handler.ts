import type { Viewer } from '@/server/platform/db';
import type { AnswerOf, ApiOperation, InputOf } from '@/shared/contracts/v1/operation';
import type { OPERATIONS, OperationId } from '@/shared/contracts/v1/operations';
import type { Call, HttpRequest } from '../call';
import type { PlatformCaller } from './authenticate';

/** Who calls, as far as the operation asks. */
export type CallerOf<Operation extends ApiOperation> = Operation['access'] extends { by: 'platform' }
  ? PlatformCaller
  : Operation['access'] extends { by: 'person'; optional: true }
    ? Viewer | null
    : Operation['access'] extends { by: 'person' }
      ? Viewer
      : null;

export interface Asked<Operation extends ApiOperation> extends InputOf<Operation> {
  caller: CallerOf<Operation>;
  call: Call;
  request: HttpRequest;
}

/** Operations with a way of their own to be answered: the one for its speed, the other for its caching. */
export type OwnRoute = 'consumeUsage' | 'getUsage' | 'getDescription';

/** What answers some operations: input checked, caller known. */
export type Handlers<Ids extends OperationId> = { [Id in Ids]: (asked: Asked<(typeof OPERATIONS)[Id]>) => Promise<AnswerOf<(typeof OPERATIONS)[Id]>> };
