import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export interface SignInEventRow {
  id: string;
  method: 'code' | 'link' | 'demo' | 'authenticator' | 'recovery_code' | 'support';
  outcome: 'signed_in' | 'second_factor_asked' | 'refused' | 'viewed';
  device: string;
  network: string | null;
  at: Date;
}

/** Writes what happened; answers whether the person was here before, and with this device from this network. */
export async function insertSignInEvent(tx: ServiceTx, { userId, event }: { userId: string; event: SignInEventRow }): Promise<{ wasHere: boolean; isKnown: boolean }> {
  const { id, method, outcome, device, network, at } = event;
  const [row] = await tx.$queryRaw<{ wasHere: boolean; isKnown: boolean }[]>`
    with written as (
      insert into sign_in_events (id, user_id, method, outcome, device, network, at) values (${id}, ${userId}::uuid, ${method}, ${outcome}, ${device}, ${network}, ${at}))
    select count(*) > 0 as "wasHere", coalesce(bool_or(e.device = ${device} and e.network is not distinct from ${network}), false) as "isKnown"
    from sign_in_events e where e.user_id = ${userId}::uuid and e.outcome = 'signed_in'`;
  return row ?? { wasHere: false, isKnown: false };
}

/** A code that was wrong, in the history of whoever has the address; for an address without a person the same statement writes nothing. */
export async function insertRefusal(tx: ServiceTx, { email, event }: { email: string; event: Omit<SignInEventRow, 'outcome'> }): Promise<void> {
  const { id, method, device, network, at } = event;
  await tx.$executeRaw`
    insert into sign_in_events (id, user_id, method, outcome, device, network, at)
    select ${id}, u.id, ${method}, 'refused', ${device}, ${network}, ${at} from users u where u.email = ${email}`;
}

/** The newest first, after a moment and id if given. */
export function findSignInEvents(db: Reader, { userId, before, limit }: { userId: string; before: { at: Date; id: string } | null; limit: number }): Promise<SignInEventRow[]> {
  const older = before ? Prisma.sql`and (at, id) < (${before.at}::timestamptz, ${before.id})` : Prisma.empty;
  return db.rows<SignInEventRow>(Prisma.sql`
    select id, method, outcome, device, network, at from sign_in_events where user_id = ${userId}::uuid ${older} order by at desc, id desc limit ${limit}`);
}

export async function deleteOldSignInEvents(tx: ServiceTx, before: Date): Promise<void> {
  await tx.$executeRaw`delete from sign_in_events where at < ${before}`;
}
