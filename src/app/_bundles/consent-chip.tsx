import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import type { ConsentStatus } from '@/shared/contracts/joint-bundles';
import { Chip } from '@/ui/chip';

/** What a seller said to a joint bundle, in a word. */
export function ConsentChip({ status }: { status: ConsentStatus }) {
  if (status === 'agreed') return <Chip tone="ok" icon={CircleCheck}>Agreed</Chip>;
  if (status === 'declined') return <Chip tone="danger" icon={CircleX}>Declined</Chip>;
  return <Chip tone="warn" icon={CircleDashed}>Asked</Chip>;
}
