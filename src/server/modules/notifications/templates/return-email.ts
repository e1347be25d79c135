import { renderEmail, type RenderedEmail } from './email-layout';
import { orderNumber } from './order-lines';

export interface ReturnForEmail {
  number: number;
  sellerName: string;
  /** `received_only`: it has arrived, and no money goes back with it. */
  status: 'requested' | 'approved' | 'declined' | 'received' | 'received_only';
  /** The buyer's reason, or the seller's answer. */
  said: string;
  url: string;
}

const WORDS: Record<ReturnForEmail['status'], (name: string) => { heading: string; text: string }> = {
  requested: () => ({ heading: 'A buyer wants to send something back', text: 'Please say on the order’s page whether you take it back. The reason given:' }),
  approved: (name) => ({ heading: 'Your return is accepted', text: `${name} takes it back. Send the parcel, and the money follows when it has arrived.` }),
  declined: (name) => ({ heading: 'Your return was not accepted', text: `${name} does not take it back, and says why:` }),
  received: (name) => ({ heading: 'Your return has arrived', text: `${name} has it, and what you are owed is on its way back.` }),
  received_only: (name) => ({ heading: 'Your return has arrived', text: `${name} has it. No money goes back with it; what went back before stands on the order’s page.` }),
};

/** A turn of a return, for whoever waits for it: the seller when it is asked, the buyer afterwards. */
export function toReturnEmail({ number, sellerName, status, said, url }: ReturnForEmail): RenderedEmail {
  const { heading, text } = WORDS[status](sellerName);
  return renderEmail({
    subject: `${heading} (${orderNumber(number)})`,
    heading,
    paragraphs: [text, ...(said ? [`“${said}”`] : [])],
    action: { label: 'See the order', url },
    closing: `Order ${orderNumber(number)}.`,
  });
}
