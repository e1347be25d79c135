import { createPlatform, type Platform } from '@/server/platform/platform';
import { openEnvironment } from '@/tooling/open-environment';

/** The platform for a command of `package.json`. `close` also ends what was started for it. */
export async function openPlatform(log: (line: string) => void): Promise<Platform> {
  const { settings, stop } = await openEnvironment(log);
  const platform = createPlatform(settings);
  return {
    ...platform,
    close: async () => {
      await platform.close();
      await stop();
    },
  };
}
