import { clock } from '@/server/platform/clock';
import { readIn } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { AnswerQuestionsInput } from '@/shared/contracts/discovery';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { DAY_MS } from '@/shared/time';
import { SIGNAL_DAYS } from './signal-days';
import { keepAnswers, upsertSignals, type NewSignal } from './signals.queries';
import { keyOf, type Audience } from './subject';

/**
 * Anyone, for themselves: the three answers become these, each kept for ninety days from now. Safe to repeat. Throws CONFLICT for a browser that asks
 * not to be tracked, and for a visitor without a cookie to keep them under.
 */
export async function answerQuestions({ db }: Pick<Platform, 'db'>, { audience, input }: { audience: Audience; input: AnswerQuestionsInput }): Promise<void> {
  if (audience.refusesTracking) throw new AppError('CONFLICT', 'Your browser asks us not to keep anything about you, so nothing was kept.', { reason: 'tracking_refused' });
  if (keyOf(audience) === null) throw new AppError('CONFLICT', 'Without a cookie there is nowhere to keep your answers. Allow it, or sign in.', { reason: 'no_cookie' });
  const at = clock.now();
  const answer = (kind: NewSignal['kind'], value: string): NewSignal => ({ id: newId('signal', at.getTime()), kind, value });
  const { role, tools, problem } = input;
  const rows = [...(role === null ? [] : [answer('role', role)]), ...[...new Set(tools)].map((tool) => answer('tool', tool)), ...(problem === null ? [] : [answer('problem', problem)])];
  await db.asService('what somebody says of themselves', async (tx) => {
    await keepAnswers(tx, { subject: audience, keep: rows });
    await upsertSignals(readIn(tx), { subject: audience, rows, at, expiresAt: new Date(at.getTime() + SIGNAL_DAYS * DAY_MS) });
  });
}
