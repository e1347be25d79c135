/** How long a signal is kept after it was last given or seen. */
export const SIGNAL_DAYS = 90;
