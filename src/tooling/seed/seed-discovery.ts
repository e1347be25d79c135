import { answerQuestions } from '@/server/modules/discovery/answer-questions';
import { learnNeighbours } from '@/server/modules/discovery/learn-neighbours';
import { listSignals } from '@/server/modules/discovery/list-signals';
import { refreshCandidates } from '@/server/modules/discovery/refresh-candidates';
import { createExperiment } from '@/server/modules/experiments/create-experiment';
import { listExperiments } from '@/server/modules/experiments/list-experiments';
import type { Platform } from '@/server/platform/platform';

/** What the demo buyer answered, the lists recommendations are made of, and an experiment nobody has started. Repeating it changes nothing. */
export async function seedDiscovery(platform: Platform, people: { buyerId: string; adminId: string | undefined }): Promise<void> {
  const audience = { userId: people.buyerId, visitorId: null, refusesTracking: false };
  const { signals } = await listSignals(platform, { audience });
  if (signals.length === 0) await answerQuestions(platform, { audience, input: { role: 'back-end', tools: ['node', 'postgres'], problem: 'incidents' } });
  await refreshCandidates(platform);
  await learnNeighbours(platform);
  if (people.adminId === undefined) return;
  const viewer = { userId: people.adminId, role: 'admin' as const };
  if ((await listExperiments(platform.db, { viewer, input: { limit: 1 } })).items.length > 0) return;
  const arms = [{ strategy: 'rules' as const, weight: 50 }, { strategy: 'blend' as const, weight: 50 }];
  await createExperiment(platform, { viewer, requestId: 'seed', input: { name: 'Does what others chose help?', hypothesis: 'With what the same people choose mixed in, more recommendations are followed.', arms, trafficPercent: 100 } });
}
