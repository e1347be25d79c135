'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { readViewer, watchViewer } from '@/app/viewer';
import type { BuyingOrganization } from '@/shared/contracts/account';
import { api } from '@/trpc/browser';
import { Select } from '@/ui/field';

const IN_PERSON = '';

/** Who a team licence can be bought for; empty for visitors and until the browser knows. */
export function useBuyingOrganizations(): readonly BuyingOrganization[] {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const [organizations, setOrganizations] = useState<readonly BuyingOrganization[]>([]);
  useEffect(() => {
    if (!viewer) return;
    // Without an answer the licence can still be bought in person.
    api.account.organizations.query().then(setOrganizations, () => undefined);
  }, [viewer]);
  return organizations;
}

export interface TeamHolderProps {
  organizations: readonly BuyingOrganization[];
  /** The chosen organization's id; null for oneself. */
  holder: string | null;
  onChange: (organizationId: string | null) => void;
  /** What it means: held in person, and held by an organization. */
  words?: { own: string; shared: string };
}

const DOWNLOADS = { own: 'You download for your team.', shared: 'Every member downloads for themselves.' };

/** Who will hold the key, and what that means for the others. */
export function TeamHolder({ organizations, holder, onChange, words = DOWNLOADS }: TeamHolderProps) {
  if (organizations.length === 0) return <p className="text-sm text-ink-2 mt-3">You hold the key and download for your team.</p>;
  return (
    <Select label="Who holds the key" className="mt-3" value={holder ?? IN_PERSON} onChange={({ target }) => onChange(target.value === IN_PERSON ? null : target.value)}
      hint={holder === null ? words.own : words.shared}
      options={[...organizations.map(({ id, name }) => ({ value: id, label: name })), { value: IN_PERSON, label: 'I do' }]} />
  );
}
