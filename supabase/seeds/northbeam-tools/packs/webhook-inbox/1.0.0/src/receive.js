import { isSigned } from './signature.js';

const INSERT = `
  insert into webhook_events (source, id, type, payload) values ($1, $2, $3, $4)
  on conflict (source, id) do nothing`;

/** Returns the HTTP status to answer with: 200 stored or known, 400 not ours. Throws when the database is away, so the sender tries again. */
export async function receive({ pool, source, rawBody, header, secrets }) {
  if (!isSigned({ rawBody, header, secrets })) return 400;
  let event;
  try {
    event = JSON.parse(rawBody.toString('utf8'));
  } catch {
    return 400;
  }
  if (typeof event?.id !== 'string' || typeof event.type !== 'string') return 400;
  await pool.query(INSERT, [source, event.id, event.type, rawBody.toString('utf8')]);
  return 200;
}
