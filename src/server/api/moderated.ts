import { moderatedMessage } from '@/server/modules/messaging/moderated-message';
import type { ModeratedTypes } from '@/server/modules/moderation/subject';
import { moderatedProduct } from '@/server/modules/publishing/moderated-product';
import { moderatedReview } from '@/server/modules/reviews/moderated-review';

/** What can be reported, and how it is shown and hidden. */
export const MODERATED: ModeratedTypes = { message: moderatedMessage, product: moderatedProduct, review: moderatedReview };
