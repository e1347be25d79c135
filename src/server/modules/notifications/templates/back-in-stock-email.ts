import { renderEmail, type RenderedEmail } from './email-layout';

/** Tells somebody who asked that a size is back. */
export function toBackInStockEmail({ productTitle, variantTitle, productUrl }: { productTitle: string; variantTitle: string; productUrl: string }): RenderedEmail {
  const what = `${productTitle}${variantTitle ? `, ${variantTitle}` : ''}`;
  return renderEmail({
    subject: `${what} is back`,
    heading: `${what} is back`,
    paragraphs: ['It can be ordered again. We write to as many people as there are units, in the order they asked; it is not put aside.'],
    action: { label: 'See it', url: productUrl },
    closing: 'You get this once, because you asked for it.',
  });
}
