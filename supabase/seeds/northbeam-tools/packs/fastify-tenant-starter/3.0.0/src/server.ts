import { Pool } from 'pg';
import { buildApp } from './app';

const pool = new Pool({ connectionString: process.env.DATABASE_URL });

const app = buildApp({
  pool,
  verify: async () => {
    throw new Error('Plug in your token verifier in src/server.ts');
  },
});

await app.listen({ port: Number(process.env.PORT ?? 3000), host: '0.0.0.0' });
