import http from 'node:http';
import pg from 'pg';

const UPSERT = `insert into yardstick_counters as u (customer_id, meter, window_start, used) values ($1, $2, $3, $4)
  on conflict (customer_id, meter, window_start) do update set used = u.used + excluded.used where u.used + excluded.used <= 1000000000 returning used`;

/**
 * The least a metering server can do: `node:http`, `pg`, one prepared conditional upsert per call, committed by itself. No keys, no customers, no replays,
 * no log. Run as `usage-yardstick.ts <port> <url> <connections> <window>`.
 */
function serve(port: number, url: string, { max, window }: { max: number; window: string }): void {
  const pool = new pg.Pool({ connectionString: url, max });
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      // The first request asks whether the server is up.
      const { customer, units } = JSON.parse(Buffer.concat(chunks).toString() || '{"customer":"nobody","units":1}') as { customer: string; units: number };
      pool.query<{ used: string }>({ name: 'upsert', text: UPSERT, values: [customer, 'calls', window, units] }).then(
        ({ rows }) => {
          const json = JSON.stringify({ used: Number(rows[0]?.used) });
          response.writeHead(rows.length > 0 ? 200 : 429, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) }).end(json);
        },
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  server.listen(port, '127.0.0.1', () => console.log('listening'));
  process.once('SIGTERM', () => process.exit(0));
}

const [port, url = '', max, window = ''] = process.argv.slice(2);
serve(Number(port), url, { max: Number(max), window });
