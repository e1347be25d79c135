/** What the browser may know. Everything else is read by `server/platform/env.ts`. */
export const publicEnv = {
  release: process.env.NEXT_PUBLIC_RELEASE ?? 'dev',
};
