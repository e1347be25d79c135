import Link from 'next/link';
import { Suspense } from 'react';
import { countOf } from './cart';
import { readCart } from './current-cart';

async function Count() {
  const count = countOf(await readCart());
  return <>{count === 0 ? 'empty' : count}</>;
}

/** The fallback is as wide as one digit, so nothing moves when the number arrives. */
export function CartLink() {
  return (
    <Link href="/cart">
      Cart{' '}
      <span className="inline-block min-w-[1ch] tabular-nums">
        <Suspense fallback={null}>
          <Count />
        </Suspense>
      </span>
    </Link>
  );
}
