import { existsSync } from 'node:fs';
import path from 'node:path';
import { toMessage } from '@/sandbox/sandbox-error';
import { migrate, projectDir } from '@/tooling/migrate';

const envFile = path.join(projectDir, '.env');
if (existsSync(envFile)) process.loadEnvFile(envFile);

const { DATABASE_URL: url, DATABASE_APP_PASSWORD: appPassword } = process.env;
if (url === undefined || url === '') {
  console.error(
    'db:migrate: DATABASE_URL is not set. It is the address of the login that owns the schema. (npm start migrates the embedded database by itself.)',
  );
  process.exit(1);
}
try {
  await migrate({ url, appPassword, log: (line) => console.log(line) });
} catch (error) {
  console.error(`db:migrate: ${toMessage(error)}`);
  process.exit(1);
}
