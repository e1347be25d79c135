export type Role = 'viewer' | 'support' | 'owner';
export type Permission = 'orders.read' | 'orders.refund' | 'members.invite';

const GRANTED: Record<Role, readonly Permission[]> = {
  viewer: ['orders.read'],
  support: ['orders.read', 'orders.refund'],
  owner: ['orders.read', 'orders.refund', 'members.invite'],
};

export function may(role: Role | undefined, permission: Permission): boolean {
  return role !== undefined && GRANTED[role].includes(permission);
}
