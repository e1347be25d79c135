// npm start, npm run dev, npm run reset.
import { ensureInstalled, fail, projectDir } from './ensure-installed.mjs';

await ensureInstalled();
try {
  const { main } = await import('./main.ts');
  await main({ projectDir, args: process.argv.slice(2) });
} catch (error) {
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
