import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import type { SellerProfile } from './ensure-seller';

/** Both inserts leave what is there; two at once cannot make two of one slug. */
export async function insertSellerWithOrganization(tx: ServiceTx, { slug, name, tagline, about, country }: SellerProfile): Promise<void> {
  await tx.$executeRaw`
    insert into organizations (id, slug, name) values (${newId('organization')}, ${slug}, ${name}) on conflict (slug) do nothing`;
  await tx.$executeRaw`
    insert into sellers (id, organization_id, slug, name, tagline, about, country, lifecycle)
    select ${newId('seller')}, o.id, ${slug}, ${name}, ${tagline}, ${about}, ${country}, 'active' from organizations o where o.slug = ${slug}
    on conflict do nothing`;
}
