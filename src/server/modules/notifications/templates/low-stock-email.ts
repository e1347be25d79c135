import { renderEmail, type RenderedEmail } from './email-layout';

/** Tells a seller that a stock fell to its mark. */
export function toLowStockEmail({ productTitle, variantTitle, onHand, stockUrl }: { productTitle: string; variantTitle: string; onHand: number; stockUrl: string }): RenderedEmail {
  const what = `${productTitle}${variantTitle ? `, ${variantTitle}` : ''}`;
  return renderEmail({
    subject: onHand === 0 ? `${what} is sold out` : `${what}: ${onHand} left`,
    heading: onHand === 0 ? 'Sold out' : `${onHand} ${onHand === 1 ? 'unit' : 'units'} left`,
    paragraphs: [`The stock of ${what} fell to the mark you set.`],
    action: { label: 'See the stock', url: stockUrl },
    closing: 'You get this once, until the stock was filled up above the mark.',
  });
}
