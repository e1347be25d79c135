import { listTiersByKey } from '@/server/modules/platforms/list-tiers-by-key';
import type { OperationId } from '@/shared/contracts/v1/operations';
import { catalogueHandlers } from './catalogue';
import { customerHandlers } from './customers';
import type { Handlers, OwnRoute } from './handler';
import { libraryHandlers } from './library';
import { serviceHandlers } from './service';

const tierHandlers: Handlers<'listTiers'> = {
  listTiers: async ({ caller, call }) => ({ items: (await listTiersByKey(call.platform.db, caller.platformId)).map(({ unitLimit, ...tier }) => ({ ...tier, limit: unitLimit })) }),
};

/** What answers each operation that has no route of its own. */
export const HANDLERS: Handlers<Exclude<OperationId, OwnRoute>> = { ...customerHandlers, ...tierHandlers, ...catalogueHandlers, ...libraryHandlers, ...serviceHandlers };
