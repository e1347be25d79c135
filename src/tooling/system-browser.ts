import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];

/** The system's own Chromium, if it has one. */
export function findSystemBrowser(): string | undefined {
  return PLACES.find((place) => existsSync(place));
}
