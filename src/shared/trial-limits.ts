/** How many products a membership opens, as long as only its trial has run. */
export const TRIAL_UNLOCKS = 3;
/** How often each of them is downloaded meanwhile. */
export const TRIAL_DOWNLOADS = 3;
export const TRIAL_WORDS = `While the trial runs, it opens ${TRIAL_UNLOCKS} products, each for ${TRIAL_DOWNLOADS} downloads.`;
