// npm test and its parts; also on a machine where nothing is installed yet.
import { ensureInstalled } from '../sandbox/ensure-installed.mjs';

await ensureInstalled();
const { runSuite } = await import('./test.ts');
process.exitCode = await runSuite(process.argv[2]);
