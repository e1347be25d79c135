import { redirect } from 'next/navigation';
import { requireAdmin } from '@/app/require-viewer';

/** The admins' front door is their orders. */
export default async function AdminPage() {
  await requireAdmin('/admin');
  redirect('/admin/orders');
}
