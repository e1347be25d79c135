import type { Reader } from '@/server/platform/db';
import type { Quote, QuoteRequest } from './quote';
import { findQuoteFacts } from './quote-facts.queries';
import { toQuote } from './to-quote';

/**
 * What a selection costs right now and whether it can be bought: prices, shares, coupon, shipping and stock from the database, nothing from
 * the caller but the choice. One SQL statement however many lines; `reader` must see past row security (a coupon and other people's
 * reservations are nobody's to read). Reserves nothing and writes nothing. Throws nothing for what cannot be bought: see `problems`.
 */
export async function quoteSelections(reader: Reader, request: QuoteRequest): Promise<Quote> {
  return toQuote(await findQuoteFacts(reader, request), request);
}
