import type { Metadata } from 'next';
import { requireAdmin } from '@/app/require-viewer';
import type { SettingsView } from '@/shared/contracts/admin-users';
import { Chip } from '@/ui/chip';
import { AdminFrame } from '../admin-frame';
import { Facts } from '../panel';

export const metadata: Metadata = { title: 'Settings' };

const STATES = { on: ['ok', 'On'], test: ['warn', 'Test'], off: ['mute', 'Off'] } as const satisfies Record<SettingsView['groups'][number]['state'], readonly ['ok' | 'warn' | 'mute', string]>;

/** What the operator has set up in the environment of the shop. */
export default async function SettingsPage() {
  const { api } = await requireAdmin('/admin/settings');
  const { groups } = await api.admin.settings();
  return (
    <AdminFrame current="/admin/settings">
      <h1 className="d3">Settings</h1>
      <p className="text-ink-2 mt-1 max-w-[64ch]">What the shop was started with. It is changed in its environment, and holds from the next start on; secrets are not shown. How many visited and what was earned stands under <a className="link" href="/admin/analytics">Analytics</a>.</p>
      <div className="grid lg:grid-cols-2 gap-x-12 gap-y-10 mt-10">
        {groups.map(({ title, state, facts }) => (
          <section key={title} aria-label={title}>
            <div className="flex items-center gap-3 mb-3"><h2 className="d4">{title}</h2><Chip tone={STATES[state][0]}>{STATES[state][1]}</Chip></div>
            <Facts facts={facts.map(({ label, value }) => [label, value] as const)} />
          </section>
        ))}
      </div>
    </AdminFrame>
  );
}
