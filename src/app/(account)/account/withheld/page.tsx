import type { Metadata } from 'next';
import { requireViewer } from '@/app/require-viewer';
import { LinkButton } from '@/ui/button';
import { AccountFrame } from '../account-frame';

export const metadata: Metadata = { title: 'This stays with its owner' };

/** Where an admin is led who looks as somebody else and asks for what is private. */
export default async function WithheldPage() {
  await requireViewer('/account/withheld');
  return (
    <AccountFrame current="">
      <h1 className="d3">This stays with its owner</h1>
      <p className="mt-3 text-ink-2 max-w-[64ch]">Whoever looks at the shop as somebody else sees neither how they sign in nor their tokens, their messages or what is kept of them.</p>
      <div className="mt-6"><LinkButton href="/account/orders" tone="line">Their orders</LinkButton></div>
    </AccountFrame>
  );
}
