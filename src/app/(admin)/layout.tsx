import type { Metadata } from 'next';
import type { ReactNode } from 'react';

export const metadata: Metadata = { title: { default: 'Admin · Latchkey', template: '%s, admin · Latchkey' } };

/** Names the desk in the titles of its pages. */
export default function AdminLayout({ children }: { children: ReactNode }) {
  return children;
}
