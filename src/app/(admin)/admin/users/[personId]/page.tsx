import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireAdmin } from '@/app/require-viewer';
import { ListAuditInput } from '@/shared/contracts/admin-audit';
import { PersonIdInput, type PersonView } from '@/shared/contracts/admin-users';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { formatDate, formatDateTime, formatMoney } from '@/ui/format';
import { OrderStatusChip } from '@/ui/order-status';
import { AdminFrame } from '../../admin-frame';
import { AuditTable } from '../../audit/audit-table';
import { Facts, Section } from '../../panel';
import { RoleChip } from '../role-chip';
import { PersonActs } from './person-acts';

interface Props {
  params: Promise<{ personId: string }>;
}

/** The person, read once for the page and its title. */
const read = cache(async (personId: string) => {
  const input = PersonIdInput.safeParse({ personId });
  if (!input.success) notFound();
  const { api } = await requireAdmin(`/admin/users/${personId}`);
  const person = await api.admin.getPerson(input.data).catch(asNotFoundPage);
  return { api, person };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `User ${(await read((await params).personId)).person.name}` };
}

const NONE = <p className="text-ink-2">None.</p>;

function Sessions({ sessions }: Pick<PersonView, 'sessions'>) {
  if (sessions.length === 0) return NONE;
  return <ul className="ruled">{sessions.map(({ id, device, network, lastSeenAt }) => <li key={id} className="py-2.5 text-[15px]">{device}<span className="block text-sm text-ink-2">{network !== null && `${network} · `}Last seen {formatDateTime(lastSeenAt)}</span></li>)}</ul>;
}

function Orders({ orders }: Pick<PersonView, 'orders'>) {
  if (orders.length === 0) return NONE;
  return <ul className="ruled">{orders.map(({ id, number, status, totalMinor, currency, at }) => <li key={id} className="py-2.5 text-[15px] flex flex-wrap justify-between gap-x-4"><span><a className="link" href={`/admin/orders/${id}`}>{number}</a><span className="block text-sm text-ink-2">{formatDate(at)}</span></span><span className="text-right">{formatMoney(totalMinor, currency)}<span className="block"><OrderStatusChip status={status} /></span></span></li>)}</ul>;
}

function Organizations({ organizations }: Pick<PersonView, 'organizations'>) {
  if (organizations.length === 0) return NONE;
  return <ul className="ruled">{organizations.map(({ id, name, role, sellerSlug }) => <li key={id} className="py-2.5 text-[15px] break-words"><span className="font-medium">{name}</span>, {role}{sellerSlug !== null && <span className="block text-sm"><a className="link" href={`/admin/sellers/${sellerSlug}`}>Its shop</a></span>}</li>)}</ul>;
}

/** One person: what they are, where they are signed in, what they bought, and what was done about them. */
export default async function UserPage({ params }: Props) {
  const { personId } = await params;
  const { api, person } = await read(personId);
  const [about, by] = await Promise.all([api.admin.listAudit(ListAuditInput.parse({ target: personId, limit: 10 })), api.admin.listAudit(ListAuditInput.parse({ actor: personId, limit: 10 }))]);
  return (
    <AdminFrame current="/admin/users">
      <Breadcrumbs trail={[{ href: '/admin/users', label: 'Users' }]} />
      <div className="flex flex-wrap items-center gap-3 mt-1"><h1 className="d3 break-words">{person.name}</h1><RoleChip role={person.role} closedAt={person.closedAt} /></div>
      <PersonActs person={person} />
      <div className="grid lg:grid-cols-2 gap-x-12">
        <Section id="about" title="Account">
          <Facts facts={[['Mail', person.email], ['Id', <span key="id" className="mono break-all">{person.id}</span>], ['Since', formatDateTime(person.createdAt)], ['Second step', person.secondFactorSince === null ? 'Not set up' : `Since ${formatDate(person.secondFactorSince)}`], ...(person.closedAt === null ? [] : [['Closed', formatDateTime(person.closedAt)] as const])]} />
        </Section>
        <Section id="sessions" title="Signed in"><Sessions sessions={person.sessions} /></Section>
        <Section id="orders" title="Latest orders" action={<a className="link text-[15px]" href={`/admin/orders?q=${encodeURIComponent(person.email)}`}>All of them</a>}><Orders orders={person.orders} /></Section>
        <Section id="organizations" title="Organizations"><Organizations organizations={person.organizations} /></Section>
      </div>
      <Section id="done-to" title="What was done about them" action={<a className="link text-[15px]" href={`/admin/audit?target=${personId}`}>All of it</a>}>{about.items.length === 0 ? NONE : <AuditTable lines={about.items} />}</Section>
      <Section id="done-by" title="What they did" action={<a className="link text-[15px]" href={`/admin/audit?actor=${personId}`}>All of it</a>}>{by.items.length === 0 ? NONE : <AuditTable lines={by.items} />}</Section>
    </AdminFrame>
  );
}
