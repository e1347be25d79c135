import { OPERATIONS } from '@/shared/contracts/v1/operations';
import type { Handler } from '../call';
import { answerV1 } from './answer-v1';
import { corsHeaders } from './cors';
import { answerUsage } from './usage';

/** Usage, for servers and for pages of other sites: a browser asks first, and may read answer and error where the token's platform lets it. */
export const answerUsageAnywhere: Handler = async (request, call) => {
  if (request.method === 'OPTIONS') return answerV1(request, call);
  if (request.header('origin') === null) return answerUsage(request, call);
  try {
    return await answerUsage(request, call);
  } finally {
    const allowed = await corsHeaders(request, call, { operation: OPERATIONS.consumeUsage, platformId: call.platformId });
    call.headers = { ...call.headers, ...allowed };
  }
};
