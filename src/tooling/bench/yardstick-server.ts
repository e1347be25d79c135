import { readFileSync } from 'node:fs';
import http from 'node:http';
import pg from 'pg';
import type { Statement } from './scenarios';

/** What the yardstick answers, by path: a statement run anew each time, or the same bytes. */
export interface YardstickPlan {
  port: number;
  databaseUrl: string;
  max: number;
  /** Whom the statements run as; a visitor unless said. */
  role?: string;
  statements: Record<string, Statement>;
  bodies: Record<string, string>;
}

/**
 * The least a server can do: `node:http`, `pg` with prepared statements as the role anon, JSON.stringify of the rows; or bytes that are ready. Run as
 * `yardstick-server.ts <plan.json>`; prints a line when it listens.
 */
function serve(plan: YardstickPlan): void {
  const pool = new pg.Pool({ connectionString: plan.databaseUrl, max: plan.max, options: `-c role=${plan.role ?? 'anon'}` });
  const names = new Map<string, string>();
  for (const { text } of Object.values(plan.statements)) if (!names.has(text)) names.set(text, `y${names.size}`);
  const server = http.createServer((request, response) => {
    const path = request.url ?? '';
    const headers = { 'content-type': 'application/json' };
    const body = plan.bodies[path];
    if (body !== undefined) return void response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
    const statement = plan.statements[path];
    if (!statement) return void response.writeHead(404).end();
    pool.query({ name: names.get(statement.text), ...statement }).then(
      ({ rows }) => {
        const json = JSON.stringify(rows);
        response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(json) }).end(json);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(plan.port, '127.0.0.1', () => console.log('listening'));
  process.once('SIGTERM', () => process.exit(0));
}

serve(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as YardstickPlan);
