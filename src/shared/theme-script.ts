/** Where the browser remembers a forced theme. */
export const THEME_STORAGE_KEY = 'latchkey-theme';

/**
 * Runs in the head before the first paint, so a forced theme never flashes. It is inline, and the Content-Security-Policy
 * allows it by its hash, taken from this very text.
 */
export const THEME_SCRIPT = `try{var t=localStorage.getItem("${THEME_STORAGE_KEY}");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch(e){}`;
