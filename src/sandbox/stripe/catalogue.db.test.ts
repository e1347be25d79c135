import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from '@/testing/postgres';
import type { TestDatabase } from '@/testing/postgres';
import { TestDouble, refusalOf } from './testing/harness';

let database: TestDatabase;
let shop: TestDouble;

beforeAll(async () => {
  database = await createTestDatabase();
  shop = await TestDouble.start(database.ownerUrl);
});

afterAll(async () => {
  await shop.stop();
  await database.drop();
});

beforeEach(async () => {
  await shop.control('reset', {});
});

describe('customers', () => {
  it('are made, read, changed, listed and deleted', async () => {
    const customer = await shop.stripe.customers.create({ email: 'ada@example.com', name: 'Ada', metadata: { user_id: 'u1', team: 't' }, address: { country: 'GB' } });
    expect(customer).toMatchObject({ object: 'customer', email: 'ada@example.com', address: { country: 'GB', city: null }, livemode: false });
    const changed = await shop.stripe.customers.update(customer.id, { name: '', metadata: { team: '', role: 'x' } });
    expect(changed).toMatchObject({ name: null, email: 'ada@example.com', metadata: { user_id: 'u1', role: 'x' } });
    expect(changed.metadata).not.toHaveProperty('team');
    await shop.stripe.customers.create({ email: 'kay@example.com' });
    expect((await shop.stripe.customers.list({ email: 'ada@example.com' })).data.map((one) => one.id)).toEqual([customer.id]);
    expect(await shop.stripe.customers.del(customer.id)).toMatchObject({ id: customer.id, deleted: true });
    expect((await refusalOf(shop.stripe.customers.retrieve(customer.id))).statusCode).toBe(404);
  });

  it('refuse what is no address', async () => {
    expect(await refusalOf(shop.stripe.customers.create({ email: 'a@b.co,c@d.co' }))).toMatchObject({ code: 'email_invalid', param: 'email' });
  });
});

describe('products and prices', () => {
  it('are sold through their ids', async () => {
    const product = await shop.stripe.products.create({ name: 'Queue pack', default_price_data: { currency: 'usd', unit_amount: 1900 }, expand: ['default_price'] });
    expect(product.default_price).toMatchObject({ object: 'price', unit_amount: 1900, type: 'one_time' });
    const price = await shop.stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 2500, lookup_key: 'queue' });
    const session = await shop.createSession({ line_items: [{ price: price.id, quantity: 2 }], expand: ['line_items'] });
    expect(session).toMatchObject({ amount_total: 5000, line_items: { data: [{ description: 'Queue pack', price: { id: price.id } }] } });
    await shop.stripe.prices.update(price.id, { active: false });
    expect((await refusalOf(shop.createSession({ line_items: [{ price: price.id, quantity: 1 }] }))).param).toBe('line_items[0][price]');
  });

  it('never change what they cost', async () => {
    const product = await shop.stripe.products.create({ name: 'Queue pack' });
    const price = await shop.stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 2500 });
    // The types forbid it; so does the API.
    expect(await refusalOf(shop.stripe.prices.update(price.id, { unit_amount: 1 } as object))).toMatchObject({ code: 'parameter_unknown', param: 'unit_amount' });
    expect(await refusalOf(shop.stripe.prices.update(price.id, { currency: 'eur' } as object))).toMatchObject({ code: 'parameter_unknown', param: 'currency' });
    expect((await refusalOf(shop.stripe.products.del(product.id))).statusCode).toBe(400);
  });

  it('hold a lookup key one at a time, which can move', async () => {
    const product = await shop.stripe.products.create({ name: 'Queue pack' });
    const make = (transfer: boolean) => shop.stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 100, lookup_key: 'standard', transfer_lookup_key: transfer });
    const first = await make(false);
    expect((await refusalOf(make(false))).param).toBe('lookup_key');
    const second = await make(true);
    expect((await shop.stripe.prices.list({ lookup_keys: ['standard'] })).data.map((one) => one.id)).toEqual([second.id]);
    expect((await shop.stripe.prices.retrieve(first.id)).lookup_key).toBeNull();
  });

  it('may recur, within three years', async () => {
    const make = (count: number) => shop.stripe.prices.create({ currency: 'usd', unit_amount: 900, recurring: { interval: 'year', interval_count: count }, product_data: { name: 'Membership' } });
    expect(await make(3)).toMatchObject({ type: 'recurring', recurring: { interval: 'year', interval_count: 3, usage_type: 'licensed' } });
    expect((await refusalOf(make(4))).statusCode).toBe(400);
  });

  it('tell in their events what was before', async () => {
    const product = await shop.stripe.products.create({ name: 'Old' });
    await shop.stripe.products.update(product.id, { name: 'New' });
    const { data } = await shop.stripe.events.list({ type: 'product.updated' });
    expect(data[0]?.data).toMatchObject({ object: { name: 'New' }, previous_attributes: { name: 'Old' } });
  });
});

describe('lists', () => {
  it('page forward and back', async () => {
    const made: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) made.unshift((await shop.stripe.products.create({ name })).id);
    const collected: string[] = [];
    for await (const product of shop.stripe.products.list({ limit: 2 })) collected.push(product.id);
    expect(collected).toEqual(made);
    const back = await shop.stripe.products.list({ limit: 2, ending_before: made[4] ?? '' });
    expect(back.data.map((one) => one.id)).toEqual([made[2], made[3]]);
    expect(back.has_more).toBe(true);
    expect((await refusalOf(shop.stripe.products.list({ starting_after: 'prod_none' }))).param).toBe('starting_after');
    expect((await refusalOf(shop.stripe.products.list({ limit: 101 }))).param).toBe('limit');
    expect((await shop.stripe.products.list({ created: { gt: Math.floor(Date.now() / 1000) + 5 } })).data).toEqual([]);
  });

  it('of events can be filtered by several types', async () => {
    await shop.stripe.products.create({ name: 'a' });
    await shop.stripe.customers.create({});
    expect((await shop.stripe.events.list({ types: ['product.created', 'price.created'] })).data.map((event) => event.type)).toEqual(['product.created']);
  });
});
