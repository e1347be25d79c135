/**
 * Writes an event with the caller's client, and so in the caller's transaction.
 * @param {{ query: Function }} client
 * @param {{ topic: string, key: string, payload: unknown }} event
 */
export async function record(client, { topic, key, payload }) {
  await client.query('insert into outbox (topic, key, payload) values ($1, $2, $3)', [
    topic,
    key,
    JSON.stringify(payload),
  ]);
}
