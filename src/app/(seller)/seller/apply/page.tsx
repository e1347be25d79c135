import type { Metadata } from 'next';
import { PageShell } from '@/app/page-shell';
import { requireViewer } from '@/app/require-viewer';
import { SELLER_COUNTRIES } from '@/shared/contracts/sellers';
import { isNotFound } from '@/trpc/is-not-found';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { LinkButton } from '@/ui/button';
import { EmptyState } from '@/ui/states';
import { ApplyForm } from './apply-form';

export const metadata: Metadata = { title: 'Apply to sell' };

const countryNames = new Intl.DisplayNames('en', { type: 'region' });
const COUNTRIES = SELLER_COUNTRIES.map((code) => ({ value: code, label: countryNames.of(code) ?? code })).sort((one, other) => one.label.localeCompare(other.label));

interface Props {
  searchParams: Promise<Record<'organization' | 'seller', string | string[] | undefined>>;
}

/** `?organization=` is chosen ahead; `?seller=` is a declined application to write anew. */
export default async function ApplyPage({ searchParams }: Props) {
  const { organization, seller } = await searchParams;
  const { api } = await requireViewer('/seller/apply');
  const declined = typeof seller !== 'string' ? null : await api.sellers.own({ seller }).catch((error: unknown) => {
    if (isNotFound(error)) return null;
    throw error;
  });
  const before = declined?.lifecycle === 'declined' ? declined : null;
  const [profile, { items: organizations }] = await Promise.all([api.account.profile(), api.organizations.list()]);
  const free = organizations.filter(({ role, sellerSlug }) => role !== 'member' && (sellerSlug === null || sellerSlug === before?.slug));
  const chosen = free.find(({ slug }) => slug === (before?.organizationSlug ?? organization)) ?? free[0];
  return (
    <PageShell current="/seller">
      <div className="wrap py-10 lg:py-16">
        <div className="max-w-[640px]">
          <Breadcrumbs trail={[{ href: '/seller', label: 'Sell' }]} />
          <h1 className="d2 mt-2">Apply to sell</h1>
          <p className="text-ink-2 mt-3 mb-8">An admin reads this and answers by mail. You can change everything later but the address and the country.</p>
          {chosen ? (
            <ApplyForm
              organizations={free.map(({ slug, name }) => ({ value: slug, label: name }))}
              countries={COUNTRIES}
              first={{
                organization: chosen.slug,
                name: before?.name ?? chosen.name,
                slug: before?.slug ?? chosen.slug,
                tagline: before?.tagline ?? '',
                about: before?.about ?? '',
                country: before?.country ?? '',
                supportEmail: before?.supportEmail ?? profile.email,
              }}
            />
          ) : (
            <EmptyState title="First, an organization" slug="apply-organization" action={<LinkButton href="/account/organizations" tone="ink">Found an organization</LinkButton>}>
              Sellers are organizations, so that you can let others help. Each sells under one name. You are an owner or admin of none that could still apply.
            </EmptyState>
          )}
        </div>
      </div>
    </PageShell>
  );
}
