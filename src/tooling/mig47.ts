import { migrate } from './migrate';
for (const url of process.argv.slice(2)) await migrate({ url, appPassword: 'test' });
