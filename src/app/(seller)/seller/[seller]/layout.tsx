import type { Metadata } from 'next';
import type { ReactNode } from 'react';

export const metadata: Metadata = { title: { default: 'Seller · Latchkey', template: '%s, seller · Latchkey' } };

/** Names the desk in the titles of its pages. */
export default function SellerLayout({ children }: { children: ReactNode }) {
  return children;
}
