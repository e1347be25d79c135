import Link from 'next/link';
import type { ReactNode } from 'react';
import { CartLink } from '../src/cart-count';

export const metadata = { title: { default: 'Shop', template: '%s · Shop' } };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <header className="mx-auto flex max-w-5xl justify-between px-4 py-4">
          <Link href="/">Shop</Link>
          <CartLink />
        </header>
        {children}
      </body>
    </html>
  );
}
