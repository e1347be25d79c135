'use client';

import { useAct } from '@/app/use-act';
import type { CouponView } from '@/shared/contracts/coupons';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Chip } from '@/ui/chip';
import { formatMoney } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';
import { COUPON_STATE_WORDS, cutInWords, termsInWords, usesInWords } from './coupon-words';

const COLUMNS: TableColumn<CouponView>[] = [
  { key: 'code', header: 'Code', fold: 'lead', cell: ({ code }) => <span className="mono font-medium">{code}</span> },
  { key: 'cut', header: 'Takes off', fold: 'end', right: true, cell: cutInWords },
  { key: 'terms', header: 'For', fold: 'note', cell: termsInWords },
  { key: 'uses', header: 'Used', fold: 'wide', cell: usesInWords },
  { key: 'taken', header: 'Given so far', fold: 'hide', right: true, cell: ({ taken }) => taken.map(({ amountMinor, currency }) => formatMoney(amountMinor, currency)).join(', ') || 'Nothing' },
  { key: 'state', header: 'State', fold: 'note-end', cell: ({ state }) => <Chip tone={COUPON_STATE_WORDS[state].tone}>{COUPON_STATE_WORDS[state].word}</Chip> },
];

function Withdraw({ coupon, seller }: { coupon: CouponView; seller: string | null }) {
  const act = useAct();
  if (coupon.state === 'archived') return null;
  const withdraw = () => act.run(() => (seller === null ? api.admin.archiveCoupon.mutate({ couponId: coupon.id }) : api.coupons.archive.mutate({ seller, couponId: coupon.id })));
  return <><Button tone="text" size="s" busy={act.busy} onClick={() => void withdraw()}>Withdraw<span className="sr-only"> {coupon.code}</span></Button>{act.problem && <p className="fault" role="alert">{act.problem.message}</p>}</>;
}

/** Coupons of a seller, or with null the platform's. */
export function CouponTable({ coupons, seller, mayChange }: { coupons: readonly CouponView[]; seller: string | null; mayChange: boolean }) {
  const columns = mayChange ? [...COLUMNS, { key: 'act', header: 'Withdraw', headerHidden: true, right: true, fold: 'wide' as const, cell: (coupon: CouponView) => <Withdraw coupon={coupon} seller={seller} /> }] : COLUMNS;
  return <Table caption="Coupons" columns={columns} rows={coupons} rowKey={({ id }) => id} className="mt-6" />;
}
