import { Archive, Ban, CircleDashed, Eye, Hourglass } from 'lucide-react';
import type { ProductStatus } from '@/shared/contracts/publishing';
import { Chip } from '@/ui/chip';

export const STATUS_WORDS: Record<ProductStatus, string> = { draft: 'Draft', in_review: 'In review', published: 'On sale', archived: 'Archived', delisted: 'Taken down' };

/** Where a product stands, in a word. */
export function ProductStatusChip({ status }: { status: ProductStatus }) {
  const word = STATUS_WORDS[status];
  if (status === 'published') return <Chip tone="ok" icon={Eye}>{word}</Chip>;
  if (status === 'in_review') return <Chip tone="warn" icon={Hourglass}>{word}</Chip>;
  if (status === 'delisted') return <Chip tone="danger" icon={Ban}>{word}</Chip>;
  return <Chip icon={status === 'draft' ? CircleDashed : Archive}>{word}</Chip>;
}
