import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attachFile } from '@/server/modules/messaging/attach-file';
import { blockCorrespondent } from '@/server/modules/messaging/block-correspondent';
import { countUnread } from '@/server/modules/messaging/count-unread';
import { getThread } from '@/server/modules/messaging/get-thread';
import { listThreads } from '@/server/modules/messaging/list-threads';
import { openThread } from '@/server/modules/messaging/open-thread';
import { personalData } from '@/server/modules/messaging/personal-data';
import { readThread } from '@/server/modules/messaging/read-thread';
import { receiveFile } from '@/server/modules/messaging/receive-file';
import { sendMessage } from '@/server/modules/messaging/send-message';
import { sweepAttachments } from '@/server/modules/messaging/sweep-attachments';
import { takeBackMessage } from '@/server/modules/messaging/take-back-message';
import { tellUnread } from '@/server/modules/messaging/tell-unread';
import type { Viewer } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';

let shop: Shop;
let buyer: Viewer;
let seller: Viewer;
let stranger: Viewer;
let threadId: string;
let clients = 0;

beforeAll(async () => {
  shop = await startShop();
  buyer = shop.viewer('buyerA');
  seller = shop.viewer('sellerOne');
  stranger = shop.viewer('buyerB');
});
beforeEach(async () => {
  await shop.sql('delete from correspondences');
  await shop.sql('delete from notifications');
  await shop.sql('delete from email_outbox');
  threadId = (await openThread(shop.platform, { viewer: buyer, input: { about: { productId: shop.world.products.published.id } } })).threadId;
});
afterEach(async () => {
  await shop.sql(`delete from organization_members where user_id = $1 and organization_id = $2`, [shop.world.orgMember, shop.world.organizations.one]);
});
afterAll(async () => {
  await assertBooks(shop.platform.db);
  await shop.stop();
});

const send = (viewer: Viewer, body: string, more: { clientId?: string; attachmentIds?: string[]; in?: string } = {}) =>
  sendMessage(shop.platform, { viewer, input: { threadId: more.in ?? threadId, clientId: more.clientId ?? `client-${String((clients += 1)).padStart(6, '0')}`, body, attachmentIds: more.attachmentIds ?? [] } });
const bodies = async (viewer: Viewer, id = threadId) => (await getThread(shop.platform.db, { viewer, input: { threadId: id } })).messages.map(({ body }) => body);
const joinSeller = () => shop.sql(`insert into organization_members (organization_id, user_id, role) values ($1, $2, 'member')`, [shop.world.organizations.one, shop.world.orgMember]);

async function upload(viewer: Viewer, fileName: string, content: Buffer) {
  const { uploadId } = await receiveFile(shop.platform, { viewer, threadId, body: (async function* () { yield await Promise.resolve(content); })(), bytes: content.length });
  return attachFile(shop.platform, { viewer, input: { threadId, uploadId, fileName } });
}

describe('a question to a seller', () => {
  it('is one conversation however often and however fast it is opened, and nobody sees it before something is written', async () => {
    const again = await Promise.all(Array.from({ length: 8 }, () => openThread(shop.platform, { viewer: buyer, input: { about: { productId: shop.world.products.published.id } } })));
    expect(new Set(again.map((one) => one.threadId))).toEqual(new Set([threadId]));
    expect((await listThreads(shop.platform.db, { viewer: seller, input: {} })).threads).toEqual([]);
    await send(buyer, 'Does it run on Node 20?');
    const [seen] = (await listThreads(shop.platform.db, { viewer: seller, input: { seller: 'northbeam' } })).threads;
    expect(seen).toMatchObject({ id: threadId, side: 'seller', otherName: 'buyerA', about: { kind: 'product', slug: 'fastify-starter' }, unread: 1, lastMessage: { body: 'Does it run on Node 20?', isMine: false } });
  });

  it('is refused to the seller itself, and where nobody sells', async () => {
    await expect(openThread(shop.platform, { viewer: seller, input: { about: { productId: shop.world.products.published.id } } })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(openThread(shop.platform, { viewer: buyer, input: { about: { productId: shop.world.products.draft.id } } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is read and answered by whoever belongs to the seller, from the next call on after joining, and no longer after leaving', async () => {
    await send(buyer, 'Hello');
    const colleague = shop.viewer('orgMember');
    await expect(getThread(shop.platform.db, { viewer: colleague, input: { threadId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await joinSeller();
    await send(colleague, 'Hello back');
    expect((await getThread(shop.platform.db, { viewer: buyer, input: { threadId } })).messages.at(-1)).toMatchObject({ body: 'Hello back', authorName: 'northbeam', isMine: false });
    expect((await getThread(shop.platform.db, { viewer: seller, input: { threadId } })).messages.at(-1)).toMatchObject({ authorName: 'orgMember', isMine: false });
    await shop.sql('delete from organization_members where user_id = $1 and organization_id = $2', [shop.world.orgMember, shop.world.organizations.one]);
    await expect(send(colleague, 'Still here?')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await listThreads(shop.platform.db, { viewer: colleague, input: {} })).threads).toEqual([]);
  });
});

describe('an order', () => {
  it('is talked about by its buyer and the seller it concerns, in one conversation whoever begins', async () => {
    const [part] = await paidPart();
    const about = { orderId: part!.orderId, seller: 'northbeam' };
    const bySeller = await openThread(shop.platform, { viewer: seller, input: { about } });
    const byBuyer = await openThread(shop.platform, { viewer: buyer, input: { about } });
    expect(bySeller).toEqual(byBuyer);
    await send(seller, 'Which colour?', { in: byBuyer.threadId });
    expect((await getThread(shop.platform.db, { viewer: buyer, input: byBuyer })).about).toMatchObject({ kind: 'order', number: expect.stringMatching(/^LK-\d+$/) as string });
    await expect(openThread(shop.platform, { viewer: stranger, input: { about } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(openThread(shop.platform, { viewer: buyer, input: { about: { ...about, seller: 'oda' } } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // Nobody paid for it, which the books would not bear.
    await shop.sql('delete from orders where id = $1', [about.orderId]);
  });

  it('of an organization is talked about no more with whoever has left it, but with those who are there', async () => {
    const [part] = await paidPart();
    const about = { orderId: part!.orderId, seller: 'northbeam' };
    const { buying } = shop.world.organizations;
    await shop.sql(`update orders set buyer_organization_id = $2, buyer_user_id = $3 where id = $1`, [about.orderId, buying, shop.world.orgMember]);
    const member = shop.viewer('orgMember');
    const theirs = await openThread(shop.platform, { viewer: member, input: { about } });
    await send(member, 'When will it come?', { in: theirs.threadId });
    expect(await openThread(shop.platform, { viewer: seller, input: { about } })).toEqual(theirs);
    await shop.sql('delete from organization_members where user_id = $1 and organization_id = $2', [member.userId, buying]);
    for (const viewer of [member, seller]) await expect(send(viewer, 'The new address is Storgatan 9.', { in: theirs.threadId })).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason: 'left' } });
    const now = await openThread(shop.platform, { viewer: seller, input: { about } });
    await send(seller, 'It has left.', { in: now.threadId });
    expect(await bodies(shop.viewer('orgOwner'), now.threadId)).toEqual(['It has left.']);
    expect(await bodies(member, theirs.threadId)).toEqual(['When will it come?']);
    await shop.sql(`insert into organization_members (organization_id, user_id, role) values ($1, $2, 'member')`, [buying, member.userId]);
    await shop.sql('delete from orders where id = $1', [about.orderId]);
  });

  async function paidPart() {
    const orderId = newId('order');
    await shop.sql(`insert into orders (id, buyer_user_id, status, currency, total_minor, expires_at, paid_at) values ($1, $2, 'paid', 'usd', 0, now(), now())`, [orderId, buyer.userId]);
    return shop.sql<{ orderId: string }>(
      `insert into seller_orders (id, order_id, seller_id, number, currency, total_minor, fee_minor, paid_at) select $1, id, $2, number, 'usd', 0, 0, now() from orders where id = $3 returning order_id as "orderId"`,
      [newId('sellerOrder'), shop.world.sellers.one, orderId],
    );
  }
});

describe('sending', () => {
  it('numbers what two write at the same time one after the other, without a gap, and tells both', async () => {
    for (const { userId } of [buyer, seller]) await shop.sql('select app.watch_live($1, 60)', [userId]);
    await Promise.all(Array.from({ length: 20 }, (_, i) => send(i % 2 === 0 ? buyer : seller, `message ${i}`)));
    const { messages, lastSeq } = await getThread(shop.platform.db, { viewer: buyer, input: { threadId } });
    expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(lastSeq).toBe(20);
    for (const { userId } of [buyer, seller]) {
      const events = await shop.sql<{ seq: string }>(`select seq from live_events where user_id = $1 and ref = $2 and kind = 'message' order by seq`, [userId, threadId]);
      expect(events).toHaveLength(20);
    }
  });

  it('under the same name again, also at the same time, is the same message', async () => {
    const sent = await Promise.all(Array.from({ length: 6 }, () => send(buyer, 'once', { clientId: 'the-same-one' })));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(await bodies(buyer)).toEqual(['once']);
  });

  it('pages older messages', async () => {
    for (let i = 1; i <= 53; i += 1) await send(buyer, `${i}`);
    const newest = await getThread(shop.platform.db, { viewer: seller, input: { threadId } });
    expect(newest.messages.map(({ body }) => body)).toEqual(Array.from({ length: 50 }, (_, i) => `${i + 4}`));
    const older = await getThread(shop.platform.db, { viewer: seller, input: { threadId, before: newest.olderBefore! } });
    expect(older.messages.map(({ body }) => body)).toEqual(['1', '2', '3']);
    expect(older.olderBefore).toBeNull();
  });

  it('is not for strangers, who learn nothing', async () => {
    await send(buyer, 'secret');
    for (const act of [() => send(stranger, 'hi'), () => bodies(stranger), () => readThread(shop.platform.db, { viewer: stranger, input: { threadId, seq: 1 } }), () => blockCorrespondent(shop.platform.db, { viewer: stranger, input: { threadId, blocked: true } })]) {
      await expect(act()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

describe('a place in a conversation', () => {
  it('is each person’s own, goes forward only, and not past what was written', async () => {
    await send(buyer, 'one');
    await send(buyer, 'two');
    expect(await countUnread(shop.platform.db, seller)).toEqual({ threads: 1 });
    expect(await countUnread(shop.platform.db, buyer)).toEqual({ threads: 0 });
    await readThread(shop.platform.db, { viewer: seller, input: { threadId, seq: 999 } });
    await readThread(shop.platform.db, { viewer: seller, input: { threadId, seq: 1 } });
    expect(await shop.sql('select read_seq from thread_reads where user_id = $1', [seller.userId])).toEqual([{ read_seq: 2 }]);
    await send(buyer, 'three');
    expect((await getThread(shop.platform.db, { viewer: seller, input: { threadId } })).unread).toBe(1);
  });
});

describe('taking back', () => {
  it('leaves that something was said, and nothing of what', async () => {
    const { id } = await send(buyer, 'my password is swordfish');
    await takeBackMessage(shop.platform.db, { viewer: buyer, messageId: id });
    await takeBackMessage(shop.platform.db, { viewer: buyer, messageId: id });
    expect((await getThread(shop.platform.db, { viewer: seller, input: { threadId } })).messages).toMatchObject([{ body: '', isTakenBack: true }]);
    expect(await shop.sql(`select 1 from messages where body like '%swordfish%'`)).toEqual([]);
  });

  it('is its author’s alone, for a quarter of an hour; and nobody rewrites', async () => {
    const { id } = await send(buyer, 'as it was');
    await expect(takeBackMessage(shop.platform.db, { viewer: seller, messageId: id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(takeBackMessage(shop.platform.db, { viewer: stranger, messageId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(shop.sql(`update messages set body = 'another' where id = $1`, [id])).rejects.toThrow('not rewritten');
    await shop.sql('alter table messages disable trigger keep_message');
    await shop.sql(`update messages set created_at = created_at - interval '16 minutes' where id = $1`, [id]);
    await shop.sql('alter table messages enable trigger keep_message');
    await expect(takeBackMessage(shop.platform.db, { viewer: buyer, messageId: id })).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason: 'late' } });
  });
});

describe('a block', () => {
  it('closes all conversations between the two, both ways, in words that are right for each, until it is lifted by who set it', async () => {
    await send(buyer, 'hello');
    const block = (viewer: Viewer, blocked: boolean) => blockCorrespondent(shop.platform.db, { viewer, input: { threadId, blocked } });
    await block(seller, true);
    await block(seller, true);
    await expect(send(buyer, 'again')).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('take no messages') as string });
    await expect(send(seller, 'and so')).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('Unblock') as string });
    await block(buyer, false);
    await expect(send(buyer, 'again')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await block(seller, false);
    await send(buyer, 'at last');
    expect(await bodies(seller)).toEqual(['hello', 'at last']);
  });

  it('lets nothing through that is sent after it answered, however close', async () => {
    for (let round = 0; round < 8; round += 1) {
      let isBlocked = false;
      const sends = Array.from({ length: 6 }, async (_, i) => {
        const begunAfter = isBlocked;
        const outcome = await send(buyer, `round ${round}, ${i}`).then(() => 'sent', () => 'refused');
        if (begunAfter) expect(outcome).toBe('refused');
      });
      await blockCorrespondent(shop.platform.db, { viewer: seller, input: { threadId, blocked: true } });
      isBlocked = true;
      const count = (await bodies(seller)).length;
      await Promise.all(sends);
      await expect(send(buyer, 'late')).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect((await getThread(shop.platform.db, { viewer: seller, input: { threadId } })).messages).toHaveLength(Math.min(count, 50));
      await blockCorrespondent(shop.platform.db, { viewer: seller, input: { threadId, blocked: false } });
    }
  });
});

describe('a file', () => {
  it('is sent once, by who uploaded it, and taken back with its message', async () => {
    const file = await upload(buyer, 'log.txt', Buffer.from('it failed'));
    await expect(send(seller, 'mine', { attachmentIds: [file.id] })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await bodies(seller)).toEqual([]);
    const { id } = await send(buyer, '', { attachmentIds: [file.id] });
    await expect(send(buyer, 'again', { attachmentIds: [file.id] })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect((await getThread(shop.platform.db, { viewer: seller, input: { threadId } })).messages[0]?.attachments).toEqual([{ id: file.id, fileName: 'log.txt', bytes: 9, width: null, height: null }]);
    await takeBackMessage(shop.platform.db, { viewer: buyer, messageId: id });
    expect(await shop.sql('select 1 from message_attachments')).toEqual([]);
  });

  it.each([
    ['run.exe', Buffer.from('MZ\0\0'), 'UNSUPPORTED_MEDIA'],
    ['page.html', Buffer.from('<html><script>1</script>'), 'UNSUPPORTED_MEDIA'],
    ['photo.png', Buffer.from('not a picture'), 'UNSUPPORTED_MEDIA'],
    ['notes.txt', Buffer.from('PK\x03\x04 an archive'), 'UNPROCESSABLE'],
    ['paper.pdf', Buffer.from('<html>'), 'UNPROCESSABLE'],
    ['../../escape.txt', Buffer.from('x'), 'INVALID_INPUT'],
  ])('is refused when it is not what we take: %s', async (fileName, content, code) => {
    await expect(upload(buyer, fileName, content)).rejects.toMatchObject({ code });
    expect(await shop.sql('select 1 from message_attachments')).toEqual([]);
  });

  it('that was never sent is collected', async () => {
    const file = await upload(buyer, 'log.txt', Buffer.from('it failed'));
    await shop.sql(`update message_attachments set created_at = now() - interval '2 days'`);
    await sweepAttachments(shop.platform);
    await expect(send(buyer, 'late', { attachmentIds: [file.id] })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('who was away', () => {
  const mails = () => shop.sql<{ to: string; subject: string }>(`select to_address as "to", subject from email_outbox where kind = 'message' order by to_address`);

  it('is written one mail for all that waits, once, and no more before something new comes', async () => {
    await joinSeller();
    for (const body of ['one', 'two', 'three']) await send(buyer, body);
    await readThread(shop.platform.db, { viewer: shop.viewer('orgMember'), input: { threadId, seq: 3 } });
    await Promise.all([tellUnread(shop.platform, { threadId }), tellUnread(shop.platform, { threadId })]);
    await tellUnread(shop.platform, { threadId });
    expect(await mails()).toEqual([{ to: 'sellerone@example.test', subject: 'buyerA wrote to you about fastify-starter' }]);
    await send(buyer, 'four');
    await tellUnread(shop.platform, { threadId });
    expect(await mails()).toHaveLength(3);
  });

  it('is told nothing of what was read, answered, taken back or blocked', async () => {
    const { id } = await send(buyer, 'never mind');
    await takeBackMessage(shop.platform.db, { viewer: buyer, messageId: id });
    await tellUnread(shop.platform, { threadId });
    await send(buyer, 'a question');
    await send(seller, 'an answer');
    await readThread(shop.platform.db, { viewer: buyer, input: { threadId, seq: 3 } });
    await tellUnread(shop.platform, { threadId });
    await send(buyer, 'one more thing');
    await blockCorrespondent(shop.platform.db, { viewer: seller, input: { threadId, blocked: true } });
    await tellUnread(shop.platform, { threadId });
    expect(await mails()).toEqual([]);
  });

  it('has one job waiting for each side that is written to', async () => {
    await shop.sql('delete from graphile_worker._private_jobs');
    for (const viewer of [buyer, seller, buyer]) await send(viewer, 'hello');
    expect(await shop.sql(`select 1 from graphile_worker.jobs where task_identifier = 'tell-unread'`)).toHaveLength(2);
  });
});

describe('what is held about a person', () => {
  const who = () => ({ userId: buyer.userId, email: '', names: [] });

  it('has what they wrote and were written, but nothing of others that the shop has hidden', async () => {
    for (const viewer of [buyer, seller]) {
      await send(viewer, 'a word');
      const { id } = await send(viewer, `hidden of ${viewer === buyer ? 'mine' : 'theirs'}`);
      await shop.sql('update messages set hidden_at = now() where id = $1', [id]);
    }
    const { messages = [] } = await personalData.collect(shop.platform.db.readAsService('test'), who());
    expect(messages.map((message) => Reflect.get(message, 'text') as string).sort()).toEqual(['a word', 'a word', 'hidden of mine']);
  });

  it('goes from others’ inboxes and from what they were mailed too, and what others said stays', async () => {
    await joinSeller();
    await send(seller, 'What is it?');
    await tellUnread(shop.platform, { threadId });
    await send(buyer, 'My street is the Weidengasse.');
    await tellUnread(shop.platform, { threadId });
    await shop.sql(`update email_outbox set sent_at = now() where to_address <> 'orgmember@example.test'`);
    await shop.platform.db.asService('test', (tx) => personalData.erase!(tx, who()));
    expect(await shop.sql(`select user_id as "userId", body from notifications where type = 'message' order by body, user_id = $1`, [seller.userId])).toEqual([{ userId: shop.world.orgMember, body: '' }, { userId: seller.userId, body: '' }, { userId: buyer.userId, body: 'What is it?' }]);
    const mails = await shop.sql<{ to: string; text: string; html: string }>(`select to_address as "to", text_body as text, html_body as html from email_outbox where kind = 'message' order by 1`);
    expect(mails).toEqual([{ to: 'buyera@example.test', text: expect.stringContaining('What is it?') as string, html: expect.stringContaining('What is it?') as string }, { to: 'sellerone@example.test', text: '(erased)', html: '(erased)' }]);
  });
});
