'use client';

import { useState } from 'react';
import type { NotificationPreference } from '@/shared/contracts/notifications';
import { isFixed, NOTIFICATION_GROUPS, NOTIFICATION_TYPES, type NotificationTypeWords } from '@/shared/notification-types';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';

type Channel = 'inApp' | 'mail';

const CHANNELS = [{ channel: 'inApp', label: 'In the shop' }, { channel: 'mail', label: 'By mail' }] as const;
/** What stands beside a box where no column is named above it. */
const SHORT: Record<Channel, string> = { inApp: 'Shop', mail: 'Mail' };
// The record's own keys, which Object.keys widens.
const GROUPS = Object.keys(NOTIFICATION_GROUPS) as NotificationTypeWords['group'][];

interface ChoiceProps {
  preference: NotificationPreference;
  channel: Channel;
  channelLabel: string;
  onChoose: (on: boolean) => void;
}

/** A box to tick, or what holds for everybody. */
function Choice({ preference, channel, channelLabel, onChoose }: ChoiceProps) {
  const { label, ...rules } = NOTIFICATION_TYPES[preference.type];
  const rule = rules[channel];
  const word = rule === 'always' ? 'Always' : 'Never';
  if (isFixed(rule)) return <span className="flex min-h-11 w-[88px] items-center text-sm text-ink-3"><span className="lg:hidden">{SHORT[channel]}: {word.toLowerCase()}</span><span className="max-lg:hidden">{word}<span className="sr-only"> {channelLabel.toLowerCase()}</span></span></span>;
  return (
    <label className="check-row w-[88px]">
      <input type="checkbox" className="tick" checked={preference[channel]} aria-label={`${label}, ${channelLabel.toLowerCase()}`} onChange={(event) => onChoose(event.target.checked)} />
      <span className="lg:hidden text-sm">{SHORT[channel]}</span>
    </label>
  );
}

/** Every type with its two channels. A choice holds at once and says so; one the server did not take goes back. */
export function PreferenceList({ preferences: initial }: { preferences: NotificationPreference[] }) {
  const [preferences, setPreferences] = useState(initial);
  const [said, setSaid] = useState<{ fault: boolean; text: string }>({ fault: false, text: '' });
  const put = (type: NotificationPreference['type'], channel: Channel, on: boolean) => setPreferences((before) => before.map((one) => (one.type === type ? { ...one, [channel]: on } : one)));
  const choose = async (type: NotificationPreference['type'], channel: Channel, on: boolean) => {
    put(type, channel, on);
    try {
      await api.notifications.setPreference.mutate({ type, channel, on });
      setSaid({ fault: false, text: `${NOTIFICATION_TYPES[type].label}: saved.` });
    } catch (error) {
      put(type, channel, !on);
      setSaid({ fault: true, text: problemOf(error).message });
    }
  };
  return (
    <>
      {GROUPS.map((group) => {
        const shown = preferences.filter(({ type }) => NOTIFICATION_TYPES[type].group === group);
        return shown.length > 0 && (
          <section key={group} className="mt-8" aria-labelledby={`group-${group}`}>
            <div className="flex items-end gap-4 pb-2">
              <h2 id={`group-${group}`} className="d4 flex-1">{NOTIFICATION_GROUPS[group]}</h2>
              {CHANNELS.map(({ channel, label }) => <span key={channel} aria-hidden="true" className="w-[88px] text-sm text-ink-3 max-lg:hidden">{label}</span>)}
            </div>
            <ul className="ruled">
              {shown.map((preference) => (
                <li key={preference.type} className="flex flex-wrap items-center gap-x-4 py-2">
                  <div className="min-w-0 flex-1 basis-[260px]">
                    <p className="font-medium">{NOTIFICATION_TYPES[preference.type].label}</p>
                    <p className="text-sm text-ink-2">{NOTIFICATION_TYPES[preference.type].says}</p>
                  </div>
                  {CHANNELS.map(({ channel, label }) => <Choice key={channel} preference={preference} channel={channel} channelLabel={label} onChoose={(on) => void choose(preference.type, channel, on)} />)}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <p role="status" className={said.fault ? 'fault' : 'mt-4 min-h-6 text-sm text-ink-2'}>{said.text}</p>
    </>
  );
}
