/** What a role in an organization is called, and what it may do. */
export const ROLE_WORDS: Record<'owner' | 'admin' | 'member', { name: string; may: string }> = {
  owner: { name: 'Owner', may: 'Everything, also who owns it' },
  admin: { name: 'Admin', may: 'Buys, sells and invites' },
  member: { name: 'Member', may: 'Uses what it holds' },
};
