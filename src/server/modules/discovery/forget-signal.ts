import type { Platform } from '@/server/platform/platform';
import type { ForgetSignalInput } from '@/shared/contracts/discovery';
import { AppError } from '@/shared/errors';
import { deleteSignal } from './signals.queries';
import { keyOf, type Audience } from './subject';

/** Anyone, for themselves: one thing kept of them is gone. Throws NOT_FOUND for what is gone already or is somebody else's. */
export async function forgetSignal({ db }: Pick<Platform, 'db'>, { audience, input }: { audience: Audience; input: ForgetSignalInput }): Promise<void> {
  const isGone = keyOf(audience) !== null && (await db.asService('somebody has one thing forgotten', (tx) => deleteSignal(tx, { subject: audience, id: input.signalId })));
  if (!isGone) throw new AppError('NOT_FOUND', 'There is no such entry, or it is forgotten already.');
}
