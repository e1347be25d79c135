import type { ReactNode } from 'react';
import { ProductCover } from '@/ui/covers/product-cover';
import { PageFrame } from '@/ui/shell/page-frame';
import { Logo } from '@/ui/shell/logo';

const WALL = [
  { kind: 'node', slug: 'fastify-tenant-starter' },
  { kind: 'jupyter', slug: 'churn-survival' },
  { kind: 'sneaker', slug: 'transit-90-low' },
  { kind: 'prompt', slug: 'sql-reviewer' },
  { kind: 'api', slug: 'geocode-eu' },
  { kind: 'next', slug: 'storefront-shell' },
  { kind: 'runbook', slug: 'postgres-failover' },
  { kind: 'sneaker', slug: 'court-mesh-02' },
  { kind: 'node', slug: 'graphile-queue-kit' },
  { kind: 'membership', slug: 'pro' },
  { kind: 'prompt', slug: 'incident-scribe' },
  { kind: 'sneaker', slug: 'ridge-runner' },
  { kind: 'next', slug: 'app-router-admin' },
  { kind: 'jupyter', slug: 'ab-test-readout' },
  { kind: 'api', slug: 'pdf-render' },
  { kind: 'node', slug: 'otel-wiring' },
  { kind: 'runbook', slug: 'stripe-dispute-desk' },
  { kind: 'jupyter', slug: 'cohort-ledger' },
  { kind: 'bundle', slug: 'operator-bundle', parts: [{ kind: 'runbook', slug: 'postgres-failover' }, { kind: 'jupyter', slug: 'churn-survival' }, { kind: 'runbook', slug: 'stripe-dispute-desk' }, { kind: 'prompt', slug: 'incident-scribe' }] },
  { kind: 'api', slug: 'pager-relay' },
] as const;

/** Half form, half covers; on a phone the covers are a strip at the foot. Nothing in it takes its place from what comes after it. */
export function SignInFrame({ children }: { children: ReactNode }) {
  return (
    <PageFrame>
      <div className="grid min-h-dvh lg:grid-cols-2">
        <div className="mx-auto flex w-full max-w-[480px] flex-col px-4 pt-4 sm:px-10 lg:py-8">
          <div><Logo /></div>
          <div className="mb-auto w-full pb-12 pt-[max(3rem,14dvh)]">{children}</div>
          <div className="-mx-4 grid grid-cols-6 sm:-mx-10 lg:hidden" aria-hidden="true">
            {WALL.slice(0, 6).map((product) => <ProductCover key={product.slug} {...product} className="aspect-square rounded-none" />)}
          </div>
        </div>
        <div className="sticky top-0 hidden h-dvh grid-cols-4 grid-rows-5 overflow-hidden lg:grid" aria-hidden="true">
          {WALL.map((product) => <ProductCover key={product.slug} {...product} className="size-full rounded-none" />)}
        </div>
      </div>
    </PageFrame>
  );
}
