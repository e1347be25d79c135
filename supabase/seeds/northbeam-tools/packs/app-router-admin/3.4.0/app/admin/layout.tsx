import Link from 'next/link';
import type { ReactNode } from 'react';

const sections = [
  ['Orders', '/admin/orders'],
  ['Members', '/admin/members'],
] as const;

export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto grid max-w-6xl gap-8 p-6 md:grid-cols-[12rem_1fr]">
      <nav aria-label="Admin">
        <ul className="space-y-1">
          {sections.map(([label, href]) => (
            <li key={href}>
              <Link href={href} className="block rounded px-3 py-2 hover:underline">{label}</Link>
            </li>
          ))}
        </ul>
      </nav>
      <main>{children}</main>
    </div>
  );
}
