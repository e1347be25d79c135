import type Stripe from 'stripe';

/** What accounts can be allowed to do; the double knows these two. */
export const CAPABILITIES = ['card_payments', 'transfers'] as const;

export type CapabilityName = (typeof CAPABILITIES)[number];

/** What an account's document is derived from. */
export interface AccountState {
  /** Whether the hosted form was handed in. */
  submitted: boolean;
  /** Whether what was handed in is still being looked at. */
  verifying: boolean;
  /** What is missing although the form was handed in. */
  due: string[];
  /** Why Stripe or the platform wants no business with it. */
  rejected: 'fraud' | 'listed' | 'other' | 'terms_of_service' | null;
  /** When each capability was requested. */
  requested: Partial<Record<CapabilityName, number>>;
  /** What a test has decided, whatever the rest says. */
  forced: Partial<Record<CapabilityName, 'active' | 'inactive'>> & { payouts?: boolean };
  /** Whether reversals may exceed the available balance. */
  reserves: boolean;
}

const FIRST_DUE = ['business_profile.url', 'external_account', 'individual.dob.day', 'individual.first_name', 'individual.last_name', 'tos_acceptance.date', 'tos_acceptance.ip'];

/** The form that requirements have on accounts and capabilities, now and in future. */
interface Requirements {
  alternatives: [];
  current_deadline: null;
  currently_due: string[];
  disabled_reason: `rejected.${NonNullable<AccountState['rejected']>}` | 'requirements.past_due' | 'requirements.pending_verification' | null;
  errors: [];
  eventually_due: string[];
  past_due: string[];
  pending_verification: string[];
}

/** Nothing is missing. */
export function noRequirements(): Requirements & { disabled_reason: null } {
  return { alternatives: [], current_deadline: null, currently_due: [], disabled_reason: null, errors: [], eventually_due: [], past_due: [], pending_verification: [] };
}

function requirementsOf(state: AccountState): Requirements {
  if (state.rejected !== null) return { ...noRequirements(), disabled_reason: `rejected.${state.rejected}` };
  const due = state.submitted ? state.due : FIRST_DUE;
  if (state.verifying) return { ...noRequirements(), pending_verification: ['individual.verification.document'], disabled_reason: 'requirements.pending_verification' };
  return { ...noRequirements(), currently_due: due, eventually_due: due, past_due: due, disabled_reason: due.length > 0 ? 'requirements.past_due' : null };
}

/** What has become of a requested capability. */
export function capabilityStatus(state: AccountState, name: CapabilityName): 'active' | 'inactive' | 'pending' {
  if (state.rejected !== null || !state.submitted) return 'inactive';
  return state.forced[name] ?? (state.verifying ? 'pending' : 'active');
}

/** The account as its state makes it: requirements, capabilities, and whether it may charge and be paid out. */
export function deriveAccount(account: Stripe.Account, state: AccountState): Stripe.Account {
  const names = CAPABILITIES.filter((name) => state.requested[name] !== undefined);
  const ready = state.submitted && !state.verifying && state.rejected === null;
  const requirements = requirementsOf(state);
  return {
    ...account,
    capabilities: Object.fromEntries(names.map((name) => [name, capabilityStatus(state, name)])),
    charges_enabled: names.some((name) => capabilityStatus(state, name) === 'active'),
    details_submitted: state.submitted,
    payouts_enabled: ready && (state.forced.payouts ?? state.due.length === 0),
    requirements,
  };
}

/** One capability as an object of its own. */
export function toCapability(accountId: string, state: AccountState, name: CapabilityName): Stripe.Capability {
  const requestedAt = state.requested[name] ?? null;
  return {
    id: name,
    object: 'capability',
    account: accountId,
    future_requirements: noRequirements(),
    requested: requestedAt !== null,
    requested_at: requestedAt,
    requirements: requirementsOf(state),
    status: requestedAt === null ? 'unrequested' : capabilityStatus(state, name),
  };
}
