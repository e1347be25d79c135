import { renderEmail, type RenderedEmail } from './email-layout';

const SHOWN = 5;

/** Reminds somebody, once, of what they left in their cart. */
export function toCartReminderEmail({ titles, cartUrl }: { titles: readonly string[]; cartUrl: string }): RenderedEmail {
  const [only = ''] = titles;
  const more = titles.length - SHOWN;
  const list = titles.slice(0, SHOWN).join('; ');
  return renderEmail({
    subject: titles.length === 1 ? `${only} is still in your cart` : `${titles.length} things are still in your cart`,
    heading: 'Still in your cart',
    paragraphs: [`${list}${more > 0 ? `; and ${more} more` : ''}.`, 'Nothing is held for you and nothing was charged: prices and stock are those of the day you buy.'],
    action: { label: 'See the cart', url: cartUrl },
    closing: 'One mail, because something has waited there since yesterday. If you changed your mind, there is nothing to do.',
  });
}
