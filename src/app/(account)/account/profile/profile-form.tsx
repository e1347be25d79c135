'use client';

import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import type { ProfileView } from '@/shared/contracts/account';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field, Select } from '@/ui/field';
import { useToast } from '@/ui/toast';

interface Props {
  profile: ProfileView;
  locales: readonly { tag: string; label: string }[];
  zones: readonly string[];
}

const FIELDS = ['displayName', 'locale', 'timeZone'];

/** Zones as people look for them: "Berlin (Europe)" would sort apart from its neighbours, so the name stays and only its line is undone. */
const zoneLabel = (zone: string) => zone.replaceAll('_', ' ').replaceAll('/', ' / ');

export function ProfileForm({ profile, locales, zones }: Props) {
  const act = useAct();
  const toast = useToast();
  const [displayName, setDisplayName] = useState(profile.displayName);
  const [locale, setLocale] = useState(profile.locale);
  const [timeZone, setTimeZone] = useState(profile.timeZone);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void act.run(async () => {
      await api.account.updateProfile.mutate({ displayName, locale, timeZone });
      toast({ message: 'Your profile is saved.' });
    });
  };
  const fault = act.faultBeside(FIELDS);
  return (
    <form className="mt-4 grid max-w-[560px] gap-4" onSubmit={submit} noValidate>
      <Field label="How others see you" name="displayName" autoComplete="name" maxLength={80} value={displayName} error={act.faultOf('displayName')} onChange={({ target }) => setDisplayName(target.value)} />
      <Select label="Dates as in" name="locale" hint="How dates are written in your orders and in mails about your account. The shop speaks English." options={locales.map(({ tag, label }) => ({ value: tag, label }))} value={locale} error={act.faultOf('locale')} onChange={({ target }) => setLocale(target.value)} />
      <Select label="Time zone" name="timeZone" options={zones.map((zone) => ({ value: zone, label: zoneLabel(zone) }))} value={timeZone} error={act.faultOf('timeZone')} onChange={({ target }) => setTimeZone(target.value)} />
      {fault && <p className="fault" role="alert">{fault}</p>}
      <div><Button type="submit" tone="ink" busy={act.busy}>Save</Button></div>
    </form>
  );
}
