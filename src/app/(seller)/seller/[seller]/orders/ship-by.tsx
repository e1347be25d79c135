import { Clock } from 'lucide-react';
import { Chip } from '@/ui/chip';
import { formatDate } from '@/ui/format';

/** The day something has to be on its way by; late says so in words. */
export function ShipBy({ shipBy, isOverdue }: { shipBy: string; isOverdue: boolean }) {
  return <span className="inline-flex flex-wrap items-center gap-2 whitespace-nowrap">{formatDate(shipBy)}{isOverdue && <Chip tone="danger" icon={Clock}>Late</Chip>}</span>;
}
