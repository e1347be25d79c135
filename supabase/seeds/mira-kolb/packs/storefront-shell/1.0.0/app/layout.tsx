import type { ReactNode } from 'react';

export const metadata = { title: { default: 'Shop', template: '%s · Shop' } };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
