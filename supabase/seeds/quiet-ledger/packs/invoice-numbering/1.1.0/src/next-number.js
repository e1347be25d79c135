/**
 * The next number of a series and year. Must run inside the transaction that stores the invoice:
 * the counter row stays locked until it ends, and a rollback gives the number back.
 * @param {import('pg').ClientBase} client
 * @returns {Promise<number>}
 */
export async function nextNumber(client, { series, year }) {
  const { rows } = await client.query(
    `insert into invoice_counters as c (series, year, last) values ($1, $2, 1)
     on conflict (series, year) do update set last = c.last + 1
     returning last`,
    [series, year],
  );
  return rows[0].last;
}
