import type { PersonalPart } from '@/server/platform/personal-data';
import { personalData as reminders } from '../analytics/personal-data';
import { personalData as tokens } from '../api-keys/personal-data';
import { personalData as acts } from '../audit/personal-data';
import { personalData as cart } from '../carts/personal-data';
import { personalData as signals } from '../discovery/personal-data';
import { personalData as keys } from '../entitlements/personal-data';
import { personalData as disputes } from '../disputes/personal-data';
import { personalData as drops } from '../drops/personal-data';
import { personalData as favourites } from '../favorites/personal-data';
import { personalData as account } from '../identity/personal-data';
import { personalData as invoices } from '../invoicing/personal-data';
import { personalData as live } from '../live/personal-data';
import { personalData as messages } from '../messaging/personal-data';
import { personalData as moderation } from '../moderation/personal-data';
import { personalData as messagesFromUs } from '../notifications/personal-data';
import { personalData as orders } from '../orders/personal-data';
import { personalData as organizations } from '../organizations/personal-data';
import { personalData as apiCustomers } from '../platforms/personal-data';
import { personalData as promptRuns } from '../prompt-runs/personal-data';
import { personalData as reviews } from '../reviews/personal-data';
import { personalData as stockAlerts } from '../stockroom/personal-data';
import { personalData as subscriptions } from '../subscriptions/personal-data';
import { personalData as paymentEvents } from '../webhooks/personal-data';

/**
 * Everything held about people, in the order it is erased: first what is found by a person's names, then what holds them, the account last; reports of what somebody wrote go before it, being found by it. A run that was cut off therefore still
 * knows whom to look for.
 */
export const PARTS: readonly PersonalPart[] = [acts, messagesFromUs, paymentEvents, apiCustomers, cart, reminders, favourites, stockAlerts, drops, moderation, reviews, messages, signals, live, tokens, keys, invoices, subscriptions, promptRuns, organizations, disputes, orders, account];
