import { findInvite } from '../../../src/invites';
import { pool } from '../../../src/pool';
import { accept } from './actions';

type Props = { params: Promise<{ token: string }> };

export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const invite = await findInvite(pool, token);
  if (!invite) {
    return <p>This invitation was used, withdrawn or has expired. Ask for a new one.</p>;
  }
  return (
    <form action={accept.bind(null, token)}>
      <h1>Join the team</h1>
      <p>
        You were invited as {invite.role} with the address {invite.email}.
      </p>
      <button>Accept</button>
    </form>
  );
}
