import type { Metadata } from 'next';
import { requireAdmin } from '@/app/require-viewer';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { AdminFrame } from '../../admin-frame';
import { NewBundleForm } from './new-bundle-form';

export const metadata: Metadata = { title: 'New bundle' };

/** Where an admin makes a bundle of several sellers' products. */
export default async function NewBundlePage() {
  await requireAdmin('/admin/bundles/new');
  return (
    <AdminFrame current="/admin/bundles">
      <Breadcrumbs trail={[{ href: '/admin/bundles', label: 'Bundles' }]} />
      <h1 className="d3 mt-2">A bundle across sellers</h1>
      <p className="text-ink-2 mt-1 max-w-[64ch]">Every other seller is asked by mail. What they agree to does not change afterwards: another offer is another bundle.</p>
      <NewBundleForm />
    </AdminFrame>
  );
}
