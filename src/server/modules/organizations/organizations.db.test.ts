import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listKeys } from '@/server/modules/entitlements/list-keys';
import { requestDownload } from '@/server/modules/downloads/request-download';
import { setClock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { OrganizationRole } from '@/shared/contracts/organizations';
import { newId } from '@/shared/ids';
import { DAY_MS } from '@/shared/time';
import { expectSorted } from '@/testing/read-pages';
import { startShop, type Shop } from '@/testing/shop';
import { acceptInvitation } from './accept-invitation';
import { changeMemberRole } from './change-member-role';
import { createOrganization } from './create-organization';
import { getInvitation } from './get-invitation';
import { getOrganization } from './get-organization';
import { inviteMember } from './invite-member';
import { leaveOrganization } from './leave-organization';
import { listOrganizations } from './list-organizations';
import { removeMember } from './remove-member';
import { renameOrganization } from './rename-organization';
import { revokeInvitation } from './revoke-invitation';
import { transferOwnership } from './transfer-ownership';

let shop: Shop;
let owner: Viewer;
let friend: Viewer;
let stranger: Viewer;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  [owner, friend, stranger] = [shop.viewer('orgOwner'), shop.viewer('buyerA'), shop.viewer('buyerB')];
});
afterEach(() => setClock());
afterAll(() => shop.stop());

const mailOf = async ({ userId }: Viewer) => (await shop.sql<{ email: string }>('select email from users where id = $1', [userId]))[0]!.email;
const rolesOf = async (organization: string) => Object.fromEntries((await getOrganization(shop.platform.db, { viewer: owner, input: { organization } })).members.map(({ userId, role }) => [userId, role]));

async function found(): Promise<string> {
  const { slug } = await createOrganization(shop.platform, { viewer: owner, input: { name: `Kestrel Works ${(count += 1)}` } });
  return slug;
}

/** Invites and reads the token out of the mail that arrives. */
async function invite(organization: string, email: string, { role = 'member', by = owner }: { role?: OrganizationRole; by?: Viewer } = {}): Promise<string> {
  await inviteMember(shop.platform, { viewer: by, input: { organization, email, memberRole: role } });
  const [mail] = await shop.sql<{ text_body: string }>('select text_body from email_outbox where to_address = $1 order by id desc limit 1', [email]);
  return /\/invitations\/([A-Za-z0-9_-]{43})/.exec(mail?.text_body ?? '')?.[1] ?? '';
}
const accept = (viewer: Viewer, token: string) => acceptInvitation(shop.platform, { viewer, input: { token } });

async function join(organization: string, viewer: Viewer, role: OrganizationRole = 'member'): Promise<void> {
  await accept(viewer, await invite(organization, await mailOf(viewer), { role }));
}

describe('founding', () => {
  it('makes the founder the owner, in an address made of the name; a taken one gets an ending', async () => {
    const first = await createOrganization(shop.platform, { viewer: owner, input: { name: 'Ödland & Söhne' } });
    const second = await createOrganization(shop.platform, { viewer: friend, input: { name: 'Ödland & Söhne' } });
    expect(first.slug).toBe('odland-and-sohne');
    expect(second.slug).toMatch(/^odland-and-sohne-[0-9a-f]{6}$/);
    expect((await createOrganization(shop.platform, { viewer: friend, input: { name: 'Latchkey' } })).slug).toMatch(/^latchkey-[0-9a-f]{6}$/);
    expect((await createOrganization(shop.platform, { viewer: owner, input: { name: '研究所' } })).slug).toMatch(/^organization/);
    expect((await listOrganizations(shop.platform.db, { viewer: friend, input: { limit: 100 } })).items).toContainEqual(expect.objectContaining({ slug: second.slug, role: 'owner', memberCount: 1, sellerSlug: null }));
    await createOrganization(shop.platform, { viewer: friend, input: { name: 'ödland & söhne' } });
    const named = await expectSorted('name-up', (more) => listOrganizations(shop.platform.db, { viewer: friend, input: more }), ({ name }) => name.toLowerCase());
    expect(named.length).toBeGreaterThan(2);
    const audit = await shop.sql(`select actor_user_id from audit_log where action = 'organization.create' and after ->> 'slug' = $1`, [first.slug]);
    expect(audit).toEqual([{ actor_user_id: owner.userId }]);
  });

  it('is seen and renamed by those who belong to it alone', async () => {
    const organization = await found();
    await expect(getOrganization(shop.platform.db, { viewer: stranger, input: { organization } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(getOrganization(shop.platform.db, { viewer: shop.viewer('admin'), input: { organization } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(renameOrganization(shop.platform.db, { viewer: stranger, input: { organization, name: 'Mine' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await join(organization, friend);
    await expect(renameOrganization(shop.platform.db, { viewer: friend, input: { organization, name: 'Mine' } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await renameOrganization(shop.platform.db, { viewer: owner, input: { organization, name: 'Kestrel & Sons' } });
    expect(await getOrganization(shop.platform.db, { viewer: friend, input: { organization } })).toMatchObject({ name: 'Kestrel & Sons', slug: organization });
  });
});

describe('A19: an invitation', () => {
  it('lets exactly the person of its address in, once, and changes nothing else of theirs', async () => {
    const organization = await found();
    const token = await invite(organization, await mailOf(friend), { role: 'admin' });
    expect(await getInvitation(shop.platform.db, { viewer: null, token })).toMatchObject({ state: 'open', role: 'admin', isForViewer: null, addressHint: 'b…@example.test' });
    expect(await getInvitation(shop.platform.db, { viewer: stranger, token })).toMatchObject({ isForViewer: false });
    await expect(accept(stranger, token)).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason: 'other_address' } });
    const person = () => shop.sql('select u.*, p.* from users u join profiles p on p.user_id = u.id where u.id = $1', [friend.userId]);
    const before = await person();
    expect(await accept(friend, token)).toEqual({ slug: organization });
    expect(await person()).toEqual(before);
    expect(await rolesOf(organization)).toEqual({ [owner.userId]: 'owner', [friend.userId]: 'admin' });
    await expect(accept(friend, token)).rejects.toMatchObject({ code: 'GONE', details: { reason: 'used' } });
    await expect(accept(stranger, token)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await rolesOf(organization)).toEqual({ [owner.userId]: 'owner', [friend.userId]: 'admin' });
  });

  it('accepted twenty times at once takes effect once', async () => {
    const organization = await found();
    const token = await invite(organization, await mailOf(friend));
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => accept(friend, token)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await shop.sql(`select from audit_log l join organizations o on o.id = l.target_id where l.action = 'invitation.accept' and o.slug = $1`, [organization])).toHaveLength(1);
  });

  it('expires after seven days, and not before', async () => {
    const organization = await found();
    const [early, late] = [await invite(organization, await mailOf(friend)), await invite(organization, await mailOf(stranger))];
    const start = Date.now();
    setClock({ now: () => new Date(start + 7 * DAY_MS - 60_000) });
    await accept(friend, early);
    setClock({ now: () => new Date(start + 7 * DAY_MS + 60_000) });
    await expect(accept(stranger, late)).rejects.toMatchObject({ code: 'GONE', details: { reason: 'expired' } });
    const { invitations } = await getOrganization(shop.platform.db, { viewer: owner, input: { organization } });
    expect(invitations).toMatchObject([{ email: await mailOf(stranger), expired: true }]);
  });

  it('is replaced by the next one to the same address, however that is written', async () => {
    const organization = await found();
    const email = await mailOf(friend);
    const first = await invite(organization, email);
    await inviteMember(shop.platform, { viewer: owner, input: { organization, email: ` ${email.toUpperCase()} `, memberRole: 'admin' } });
    await expect(accept(friend, first)).rejects.toMatchObject({ code: 'GONE', details: { reason: 'revoked' } });
    const { invitations } = await getOrganization(shop.platform.db, { viewer: owner, input: { organization } });
    expect(invitations).toMatchObject([{ email, role: 'admin' }]);
  });

  it('opens nothing while the account of who sent it is closed', async () => {
    const organization = await found();
    const token = await invite(organization, await mailOf(friend));
    await shop.sql('update users set disabled_at = now() where id = $1', [owner.userId]);
    await expect(accept(friend, token)).rejects.toMatchObject({ code: 'GONE', details: { reason: 'revoked' } });
    await shop.sql('update users set disabled_at = null where id = $1', [owner.userId]);
    expect(await accept(friend, token)).toEqual({ slug: organization });
  });

  it('can be withdrawn, by owners and admins of its own organization', async () => {
    const organization = await found();
    const token = await invite(organization, await mailOf(friend));
    const { invitations } = await getOrganization(shop.platform.db, { viewer: owner, input: { organization } });
    const input = { organization, invitationId: invitations[0]!.id };
    await expect(revokeInvitation(shop.platform.db, { viewer: owner, input: { ...input, organization: await found() } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await revokeInvitation(shop.platform.db, { viewer: owner, input });
    await expect(revokeInvitation(shop.platform.db, { viewer: owner, input })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(accept(friend, token)).rejects.toMatchObject({ code: 'GONE', details: { reason: 'revoked' } });
  });

  it('is not sent to members, nor by plain members, nor to owners by admins; a link that never was is not found', async () => {
    const organization = await found();
    await join(organization, friend, 'admin');
    const email = await mailOf(stranger);
    await expect(invite(organization, await mailOf(friend))).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'member' } });
    await expect(invite(organization, email, { by: stranger })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(invite(organization, email, { by: friend, role: 'owner' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(invite(organization, 'no address')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await join(organization, stranger);
    await expect(invite(organization, 'third@example.test', { by: stranger })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(accept(friend, 'x'.repeat(43))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await getOrganization(shop.platform.db, { viewer: stranger, input: { organization } })).invitations).toEqual([]);
  });

  it('sent by somebody who has gone opens nothing', async () => {
    const organization = await found();
    await join(organization, friend, 'admin');
    const token = await invite(organization, await mailOf(stranger), { by: friend, role: 'admin' });
    await removeMember(shop.platform.db, { viewer: owner, input: { organization, memberId: friend.userId } });
    await expect(accept(stranger, token)).rejects.toMatchObject({ code: 'GONE', details: { reason: 'revoked' } });
  });

  it('leaves no token in the database that opens it, and arrives as a mail', async () => {
    const organization = await found();
    const token = await invite(organization, 'new@example.test');
    expect(await shop.sql('select from invitations where token_hash = $1', [token])).toEqual([]);
    await shop.work();
    expect(shop.mail.list({ to: 'new@example.test' })).not.toEqual([]);
  });
});

describe('roles', () => {
  it('are given by owners and admins, and owners are touched by owners alone', async () => {
    const organization = await found();
    await join(organization, friend, 'admin');
    await join(organization, stranger);
    const change = (viewer: Viewer, memberId: string, role: OrganizationRole) => changeMemberRole(shop.platform, { viewer, input: { organization, memberId, memberRole: role } });
    await expect(change(stranger, stranger.userId, 'admin')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(change(friend, stranger.userId, 'owner')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(change(friend, owner.userId, 'member')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(removeMember(shop.platform.db, { viewer: friend, input: { organization, memberId: owner.userId } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(change(owner, owner.userId, 'member')).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'last_owner' } });
    await expect(change(owner, shop.viewer('sellerOne').userId, 'member')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await change(friend, stranger.userId, 'admin');
    await change(friend, stranger.userId, 'admin');
    expect(await rolesOf(organization)).toEqual({ [owner.userId]: 'owner', [friend.userId]: 'admin', [stranger.userId]: 'admin' });
    const audit = await shop.sql(`select l.before, l.after from audit_log l join organizations o on o.id = l.target_id where l.action = 'member.role' and o.slug = $1`, [organization]);
    expect(audit).toEqual([{ before: { userId: stranger.userId, role: 'member' }, after: { userId: stranger.userId, role: 'admin' } }]);
  });

  it('of owners never end with none, also when all of them go at once', async () => {
    const organization = await found();
    await join(organization, friend, 'owner');
    await join(organization, stranger, 'owner');
    const results = await Promise.allSettled([owner, friend, stranger].map((viewer) => leaveOrganization(shop.platform.db, { viewer, input: { organization } })));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await shop.sql(`select m.role from organization_members m join organizations o on o.id = m.organization_id where o.slug = $1`, [organization])).toEqual([{ role: 'owner' }]);
  });

  it('go over in one step: the old owner is an admin, and may leave then', async () => {
    const organization = await found();
    await join(organization, friend);
    await expect(leaveOrganization(shop.platform.db, { viewer: owner, input: { organization } })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'last_owner' } });
    await expect(transferOwnership(shop.platform, { viewer: friend, input: { organization, memberId: friend.userId } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(transferOwnership(shop.platform, { viewer: owner, input: { organization, memberId: stranger.userId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await transferOwnership(shop.platform, { viewer: owner, input: { organization, memberId: friend.userId } });
    expect(await rolesOf(organization)).toEqual({ [owner.userId]: 'admin', [friend.userId]: 'owner' });
    await expect(transferOwnership(shop.platform, { viewer: owner, input: { organization, memberId: friend.userId } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await leaveOrganization(shop.platform.db, { viewer: owner, input: { organization } });
    await expect(leaveOrganization(shop.platform.db, { viewer: owner, input: { organization } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('power over an organization', () => {
  it('is told to its owners when somebody gets it, whichever way, and a plain member is no news', async () => {
    const organization = await found();
    const told = async (viewer: Viewer) => {
      const inbox = await shop.sql<{ title: string }>(`select title from notifications where user_id = $1 and type = 'security' and href = $2 order by created_at, id`, [viewer.userId, `/account/organizations/${organization}`]);
      const mails = await shop.sql<{ title: string }>(`select subject as title from email_outbox where to_address = $1 and kind = 'member-role' and text_body like $2 order by created_at, id`, [await mailOf(viewer), `%/account/organizations/${organization}%`]);
      expect(mails).toEqual(inbox);
      return inbox.map(({ title }) => title);
    };
    await join(organization, friend);
    expect(await told(owner)).toEqual([]);
    const name = `Kestrel Works ${count}`;
    await changeMemberRole(shop.platform, { viewer: owner, input: { organization, memberId: friend.userId, memberRole: 'admin' } });
    await join(organization, stranger, 'admin');
    expect(await told(owner)).toEqual([`Somebody is an admin of ${name} now`, `Somebody is an admin of ${name} now`]);
    await changeMemberRole(shop.platform, { viewer: owner, input: { organization, memberId: stranger.userId, memberRole: 'member' } });
    await transferOwnership(shop.platform, { viewer: owner, input: { organization, memberId: stranger.userId } });
    expect(await told(owner)).toEqual([`Somebody is an admin of ${name} now`, `Somebody is an admin of ${name} now`, `Somebody is an owner of ${name} now`]);
    expect([await told(friend), await told(stranger)]).toEqual([[], []]);
  });
});

describe('E02: what an organization holds', () => {
  async function withKey(): Promise<string> {
    const organization = await found();
    await join(organization, friend);
    const { versionId, id: productId } = shop.world.products.published;
    const key = `packs/${versionId}/archive.zip`;
    await shop.platform.storage.put(key, Buffer.from('kit'), { contentType: 'application/zip', bytes: 3 });
    await shop.sql(`insert into assets (id, version_id, role, storage_key, file_name, content_type, bytes, sha256) values ($1, $2, 'archive', $3, 'kit.zip', 'application/zip', 3, repeat('d', 64)) on conflict do nothing`, [newId('asset'), versionId, key]);
    await shop.sql(`insert into entitlements (id, holder_organization_id, product_id, source, license, starts_at) select $1, id, $2, 'admin', 'team', now() - interval '1 day' from organizations where slug = $3`, [newId('entitlement'), productId, organization]);
    return organization;
  }
  const download = (viewer: Viewer) => requestDownload(shop.platform, { viewer, userAgent: null }, { productSlug: 'fastify-starter' });

  it.each(['leaves', 'is removed'])('is closed to an ex-member from the next request on, when somebody %s', async (how) => {
    const organization = await withKey();
    await expect(download(friend)).resolves.toMatchObject({ fileName: 'kit.zip' });
    expect(await listKeys(shop.platform.db, friend)).toHaveLength(1);
    if (how === 'leaves') await leaveOrganization(shop.platform.db, { viewer: friend, input: { organization } });
    else await removeMember(shop.platform.db, { viewer: owner, input: { organization, memberId: friend.userId } });
    await expect(download(friend)).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason: 'not_entitled' } });
    expect(await listKeys(shop.platform.db, friend)).toEqual([]);
    await expect(download(owner)).resolves.toMatchObject({ fileName: 'kit.zip' });
    expect((await listOrganizations(shop.platform.db, { viewer: friend, input: { limit: 100 } })).items).not.toContainEqual(expect.objectContaining({ slug: organization }));
  });
});
