import type { Metadata } from 'next';
import { requireViewer } from '@/app/require-viewer';
import { LOCALES, timeZones } from '@/shared/moment-text';
import { AccountFrame } from '../account-frame';
import { AvatarForm } from './avatar-form';
import { ProfileForm } from './profile-form';

export const metadata: Metadata = { title: 'Profile' };

/** What others see of the viewer, and how the viewer sees dates. */
export default async function ProfilePage() {
  const { api } = await requireViewer('/account/profile');
  const profile = await api.account.profile();
  return (
    <AccountFrame current="/account/profile">
      <h1 className="d3">Profile</h1>
      <p className="mt-1 text-ink-2">Your name and picture stand beside what you say here: reviews, questions, answers.</p>
      <section className="mt-8" aria-labelledby="picture">
        <h2 id="picture" className="d4">Picture</h2>
        <AvatarForm name={profile.displayName} avatar={profile.avatar} />
      </section>
      <section className="mt-12" aria-labelledby="name">
        <h2 id="name" className="d4">Name, language and time</h2>
        <ProfileForm profile={profile} locales={LOCALES} zones={[...timeZones()]} />
      </section>
    </AccountFrame>
  );
}
