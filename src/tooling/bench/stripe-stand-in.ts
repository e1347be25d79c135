import http from 'node:http';

/**
 * The least that can answer as Stripe: sessions from memory, at once, each paid in full as soon as it is asked about. Not the double, which keeps
 * and checks everything and would be what is measured. Run as `stripe-stand-in.ts <port> <amount>`.
 */
function serve(port: number, amount: number): void {
  let count = 0;
  const orders = new Map<string, string>();
  const list = (data: object[]) => ({ object: 'list', data, has_more: false });
  const toSession = (id: string) => ({
    id, object: 'checkout.session', livemode: false, status: 'complete', payment_status: 'paid', amount_total: amount, currency: 'usd', created: Math.floor(Date.now() / 1000),
    client_reference_id: orders.get(id), metadata: { order_id: orders.get(id) }, total_details: { amount_tax: 0 },
    payment_intent: { id: id.replace('cs_', 'pi_'), status: 'succeeded', created: Math.floor(Date.now() / 1000), latest_charge: { id: id.replace('cs_', 'ch_'), created: Math.floor(Date.now() / 1000), payment_method_details: { type: 'card' }, disputed: false, refunds: list([]) } },
    collected_information: { shipping_details: { name: 'Ida Moberg', address: { line1: 'Storgatan 1', line2: null, city: 'Lund', state: null, postal_code: '222 22', country: 'DE' } } }, customer_details: { phone: null },
  });
  const answer = (method: string, path: string, body: string): object => {
    if (path === '/v1/checkout/sessions' && method === 'POST') {
      const id = `cs_bench_${(count += 1)}`;
      orders.set(id, new URLSearchParams(body).get('client_reference_id') ?? '');
      return { id, object: 'checkout.session', url: `http://127.0.0.1:${port}/pay/${id}` };
    }
    if (path.startsWith('/v1/checkout/sessions/')) return toSession(path.split('/')[4] ?? '');
    if (path === '/v1/prices' && method === 'GET') return list([{ id: 'price_bench' }]);
    return method === 'GET' ? list([]) : { id: 'x_bench' };
  };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [path = ''] = (request.url ?? '').split('?');
      const json = JSON.stringify(answer(request.method ?? '', path, Buffer.concat(chunks).toString()));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) }).end(json);
    });
  });
  server.keepAliveTimeout = 120_000;
  server.listen(port, '127.0.0.1', () => console.log('listening'));
  process.once('SIGTERM', () => process.exit(0));
}

serve(Number(process.argv[2]), Number(process.argv[3]));
