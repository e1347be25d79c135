import type { ProductEditorView } from '@/shared/contracts/publishing';

/** What the sections of an editor are told. */
export interface SectionProps {
  product: ProductEditorView;
  /** False while the product rests, and of a bundle across sellers: everything is shown, nothing can be changed. */
  mayWrite: boolean;
}
