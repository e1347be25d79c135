import { toDevice } from '@/server/modules/identity/to-device';
import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { PersonIdInput, PersonView } from '@/shared/contracts/admin-users';
import { AppError } from '@/shared/errors';
import { findPersonRow, listPersonOrders, listPersonOrganizations, listPersonSessions } from './people.queries';
import { toPersonSummary } from './people.mappers';

/** One person as admins see them: where they are signed in, what they belong to and what they bought lately. Throws FORBIDDEN, NOT_FOUND. */
export async function getPerson(db: Database, { viewer, input: { personId: userId } }: { viewer: Viewer; input: PersonIdInput }): Promise<PersonView> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const reader = db.readAsService('admins look at a person');
  const person = await findPersonRow(reader, userId);
  if (!person) throw new AppError('NOT_FOUND', 'There is no such person.');
  const [sessions, organizations, orders] = await Promise.all([listPersonSessions(reader, { userId, now: clock.now() }), listPersonOrganizations(reader, userId), listPersonOrders(reader, userId)]);
  return {
    ...toPersonSummary(person),
    secondFactorSince: person.secondFactorAt?.toISOString() ?? null,
    sessions: sessions.map(({ id, userAgent, network, signedInAt, lastSeenAt }) => ({ id, device: toDevice(userAgent), network, signedInAt: signedInAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() })),
    organizations,
    orders: orders.map(({ number, at, ...order }) => ({ ...order, number: orderNumber(number), at: at.toISOString() })),
    isSelf: userId === viewer.userId,
  };
}
