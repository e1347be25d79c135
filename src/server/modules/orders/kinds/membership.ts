import { subscribed } from './subscribed';

/** A membership: nothing but its subscription; what it includes is opened when the member asks. */
export const membership = subscribed;
