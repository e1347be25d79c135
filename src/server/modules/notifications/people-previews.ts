import type { MailPreview } from './mail-previews';
import { toFavoriteVersionEmail } from './templates/favorite-version-email';
import { toMemberRoleEmail } from './templates/member-role-email';
import { toModerationEmail } from './templates/moderation-email';
import { toPriceDropEmail } from './templates/price-drop-email';
import { toReviewEmail } from './templates/review-email';
import { toReviewReplyEmail } from './templates/review-reply-email';

const URL = 'https://shop.example';

/** What is written about favourites, reviews and who runs an organization, and what was decided about them, with fixture data. */
export const PEOPLE_PREVIEWS: Readonly<Record<string, MailPreview>> = {
  'favorite-version': (say) => toFavoriteVersionEmail({ title: say('Express Starter'), version: '3.0.0', changelog: say('Sessions live in Postgres now.'), productUrl: `${URL}/marketplace/express-starter` }),
  'member-role': (say) => toMemberRoleEmail({ organizationName: say('Northbeam Tools'), role: 'admin', url: `${URL}/account/organizations/northbeam-tools` }),
  moderation: (say) => toModerationEmail({ outcome: 'hidden', subjectType: 'review', title: say('Works as described'), reason: say('It names a private person.'), url: `${URL}/account/cases/mod_1` }),
  'price-drop': (say) => toPriceDropEmail({ title: say('Express Starter'), priceMinor: 2_900, currency: 'usd', productUrl: `${URL}/marketplace/express-starter` }),
  review: (say) => toReviewEmail({ productTitle: say('Postgres Failover'), authorName: say('Ida Moberg'), rating: 4, title: say('Saved a night'), body: say('The dry run alone was worth it.'), reviewsUrl: `${URL}/seller/northbeam-tools/reviews` }),
  'review-reply': (say) => toReviewReplyEmail({ sellerName: say('Northbeam Tools'), productTitle: say('Postgres Failover'), reply: say('Thank you. The next version logs less.'), reviewUrl: `${URL}/marketplace/postgres-failover#reviews` }),
};
