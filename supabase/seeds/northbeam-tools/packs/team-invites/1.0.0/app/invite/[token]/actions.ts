'use server';

import { redirect } from 'next/navigation';
import { getUser } from '../../../src/get-user';
import { acceptInvite } from '../../../src/invites';
import { pool } from '../../../src/pool';

export async function accept(token: string): Promise<void> {
  const user = await getUser();
  if (!user) redirect(`/sign-in?next=${encodeURIComponent(`/invite/${token}`)}`);
  const accepted = await acceptInvite(pool, token, user.id);
  redirect(accepted ? '/team' : `/invite/${token}`);
}
