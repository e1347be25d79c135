import type { Metadata } from 'next';
import { requireViewer } from '@/app/require-viewer';
import { AccountFrame } from '../account-frame';
import { CopySection } from './copy-section';
import { ErasureSection } from './erasure-section';
import { SignalsSection } from './signals-section';

export const metadata: Metadata = { title: 'Privacy' };

/** What the shop holds about the viewer: seen, taken along, and ended. Each section is a component of its own. */
export default async function PrivacyPage() {
  const { api, formats } = await requireViewer('/account/privacy');
  const [copy, outlook, sheet] = await Promise.all([api.privacy.export(), api.privacy.erasureOutlook(), api.discovery.signals()]);
  return (
    <AccountFrame current="/account/privacy">
      <h1 className="d3">Privacy</h1>
      <p className="mt-1 text-ink-2">What we hold about you is yours to see, to take along, and to end.</p>
      <CopySection copy={copy} formats={formats} />
      <SignalsSection sheet={sheet} formats={formats} />
      <ErasureSection outlook={outlook} />
    </AccountFrame>
  );
}
