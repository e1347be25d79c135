import type { PersonalPart } from '@/server/platform/personal-data';
import { closeEmptyOrganizations, deleteInvitationsTo, deleteMembershipsOf, findInvitationsTo, findMembershipsOf, findSoleOwnershipsOf } from './personal-data.queries';

/** The organizations a person belongs to. One that sells or has others in it needs an owner. */
export const personalData: PersonalPart = {
  name: 'organizations',
  about: 'The organizations you belong to, and invitations sent to your address.',
  collect: async (reader, { userId, email }) => ({ organizations: await findMembershipsOf(reader, userId), invitations: await findInvitationsTo(reader, email) }),
  findObstacles: async (reader, { userId }) =>
    (await findSoleOwnershipsOf(reader, userId)).flatMap(({ name, hasSold, balances, openSellers, others }) => {
      if (balances > 0) return [`${name} has money that is not paid out, or owes some. Wait for its payouts.`];
      if (hasSold) return [`You are the only owner of ${name}, which has sold. Make somebody else its owner first.`];
      if (openSellers > 0) return [`${name} still sells. Close the seller first.`];
      return others > 0 ? [`You are the only owner of ${name}, and others belong to it. Make one of them its owner first.`] : [];
    }),
  erase: async (tx, { userId, email }) => {
    await deleteInvitationsTo(tx, email);
    await closeEmptyOrganizations(tx, await deleteMembershipsOf(tx, userId));
  },
};
