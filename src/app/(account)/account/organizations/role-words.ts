/** What a role in an organization is called, alone and in a sentence, and what it may do. */
export const ROLE_WORDS: Record<'owner' | 'admin' | 'member', { name: string; as: string; may: string }> = {
  owner: { name: 'Owner', as: 'an owner', may: 'Everything, also who owns it' },
  admin: { name: 'Admin', as: 'an admin', may: 'Buys, sells and invites' },
  member: { name: 'Member', as: 'a member', may: 'Uses what it holds' },
};
