import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MODERATED } from '@/server/api/moderated';
import { getThread } from '@/server/modules/messaging/get-thread';
import { openThread } from '@/server/modules/messaging/open-thread';
import { sendMessage } from '@/server/modules/messaging/send-message';
import { appealCase } from '@/server/modules/moderation/appeal-case';
import { decideCase } from '@/server/modules/moderation/decide-case';
import { getCase } from '@/server/modules/moderation/get-case';
import { getOwnCase } from '@/server/modules/moderation/get-own-case';
import { listCases } from '@/server/modules/moderation/list-cases';
import { openCase } from '@/server/modules/moderation/open-case';
import { personalData } from '@/server/modules/moderation/personal-data';
import { reportProduct } from '@/server/modules/moderation/report-product';
import { delistProduct } from '@/server/modules/publishing/delist-product';
import { publishProduct } from '@/server/modules/publishing/publish-product';
import type { Viewer } from '@/server/platform/db';
import { AppealInput, CaseIdInput, DecideCaseInput, ListCasesInput, ReportProductInput } from '@/shared/contracts/moderation';
import { newId } from '@/shared/ids';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';

let shop: Shop;
let admin: Viewer;
let other: Viewer;
let productId: string;

beforeAll(async () => {
  shop = await startShop();
  admin = shop.viewer('admin');
  other = { userId: shop.world.orgOwner, role: 'admin' };
  productId = shop.world.products.published.id;
  await shop.sql(`insert into assets (id, version_id, role, storage_key, file_name, content_type, bytes, sha256) values ('ast_m', $1, 'archive', 'assets/m.zip', 'm.zip', 'application/zip', 9, repeat('b', 64))`, [shop.world.products.published.versionId]);
});
async function onSale(): Promise<void> {
  await shop.sql(`update products set status = 'published', description = 'All of it.' where id = $1`, [productId]);
  await shop.sql('select app.refresh_catalog_entries(array[$1])', [productId]);
}
beforeEach(async () => {
  await shop.sql('delete from moderation_cases');
  await shop.sql('delete from notifications');
  await onSale();
  await shop.sql(`update profiles set role = 'customer' where user_id = $1`, [other.userId]);
});
afterAll(async () => {
  await onSale();
  await assertBooks(shop.platform.db);
  await shop.stop();
});

const report = (viewer: Viewer) => reportProduct(shop.platform, { viewer, input: ReportProductInput.parse({ productId, reason: 'rights', details: 'It is our work.' }) });
const decide = (viewer: Viewer, caseId: string, decision: 'upheld' | 'dismissed') => decideCase(shop.platform, MODERATED, { viewer, input: DecideCaseInput.parse({ caseId, decision, reason: 'Because of this.' }), requestId: 'req_1' });
const theCase = async () => (await listCases(shop.platform.db, { viewer: admin, input: ListCasesInput.parse({ statuses: ['open', 'appealed', 'upheld', 'dismissed'] }) })).items[0]!;
const statusOf = async () => (await shop.sql<{ status: string }>('select status from products where id = $1', [productId]))[0]!.status;
const told = (userId: string) => shop.sql<{ title: string; body: string; href: string }>(`select title, body, href from notifications where user_id = $1 and type = 'moderation' order by created_at`, [userId]);

describe('a report', () => {
  it('opens one case however many report at once, and counts each person once', async () => {
    const people = [shop.viewer('buyerA'), shop.viewer('buyerB'), shop.viewer('orgMember')];
    await Promise.all([...people, ...people].map(report));
    expect(await shop.sql('select 1 from moderation_cases')).toHaveLength(1);
    const [product] = await shop.sql<{ title: string }>('select title from products where id = $1', [productId]);
    expect(await theCase()).toMatchObject({ subjectType: 'product', subjectId: productId, subjectTitle: product?.title, reportCount: 3, status: 'open', reason: 'rights' });
    expect(await shop.sql(`select 1 from notifications where user_id = $1 and type = 'desk'`, [admin.userId])).toHaveLength(1);
  });

  it('is not for who sells it, nor about what one cannot see', async () => {
    await expect(report(shop.viewer('sellerOne'))).rejects.toMatchObject({ code: 'CONFLICT' });
    const input = ReportProductInput.parse({ productId: shop.world.products.draft.id, reason: 'spam' });
    await expect(reportProduct(shop.platform, { viewer: shop.viewer('buyerA'), input })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await shop.sql('select 1 from moderation_cases')).toEqual([]);
  });

  it('of one’s own thing is another admin’s to decide, wherever there is one', async () => {
    await shop.sql(`insert into organization_members (organization_id, user_id, role) values ($1, $2, 'member')`, [shop.world.organizations.one, admin.userId]);
    await report(shop.viewer('buyerA'));
    const { id } = await theCase();
    await shop.sql(`update profiles set role = 'admin' where user_id = $1`, [other.userId]);
    await expect(decide(admin, id, 'dismissed')).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason: 'own_thing' } });
    expect((await theCase()).status).toBe('open');
    await shop.sql(`update profiles set role = 'customer' where user_id = $1`, [other.userId]);
    await decide(admin, id, 'dismissed');
    await shop.sql('delete from organization_members where organization_id = $1 and user_id = $2', [shop.world.organizations.one, admin.userId]);
  });
});

describe('a decision', () => {
  it('is an admin’s, taken once, and leaves a line', async () => {
    await report(shop.viewer('buyerA'));
    const { id } = await theCase();
    await expect(decide(shop.viewer('buyerB'), id, 'upheld')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const outcomes = await Promise.allSettled([decide(admin, id, 'upheld'), decide(admin, id, 'dismissed'), decide(admin, id, 'upheld')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await shop.sql(`select request_id from audit_log where action = 'case.decide' and target_id = $1`, [id])).toEqual([{ request_id: 'req_1' }]);
  });

  it('takes a product down, tells its seller why, and nobody who reported it', async () => {
    await report(shop.viewer('buyerA'));
    const { id } = await theCase();
    await decide(admin, id, 'upheld');
    expect(await statusOf()).toBe('delisted');
    expect(await shop.sql('select 1 from catalog_entries where product_id = $1', [productId])).toEqual([]);
    expect(await told(shop.world.sellerOne)).toEqual([{ title: expect.stringContaining('was taken down') as string, body: 'Because of this.', href: `/account/moderation/${id}` }]);
    expect(await told(shop.world.buyerA)).toEqual([]);
  });

  it('that dismisses changes nothing and tells nobody', async () => {
    await report(shop.viewer('buyerA'));
    await decide(admin, (await theCase()).id, 'dismissed');
    expect(await statusOf()).toBe('published');
    expect(await told(shop.world.sellerOne)).toEqual([]);
    await expect(getOwnCase(shop.platform.db, shop.viewer('sellerOne'), (await theCase()).id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('an appeal', () => {
  const appeal = (viewer: Viewer, caseId: string) => appealCase(shop.platform.db, { viewer, input: AppealInput.parse({ caseId, text: 'It is ours, here is the proof.' }) });

  it('is made once, by whose thing it is, and another admin takes the other look', async () => {
    await report(shop.viewer('buyerA'));
    const { id } = await theCase();
    await decide(admin, id, 'upheld');
    await expect(appeal(shop.viewer('buyerA'), id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await appeal(shop.viewer('sellerOne'), id);
    await expect(appeal(shop.viewer('sellerOne'), id)).rejects.toMatchObject({ code: 'CONFLICT' });
    await shop.sql(`update profiles set role = 'admin' where user_id = $1`, [other.userId]);
    expect(await getCase(shop.platform.db, MODERATED, { viewer: admin, input: CaseIdInput.parse({ caseId: id }) })).toMatchObject({ mayDecide: false, appeal: { text: 'It is ours, here is the proof.' } });
    await expect(decide(admin, id, 'upheld')).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason: 'own_decision' } });
    await decide(other, id, 'dismissed');
    expect(await statusOf()).toBe('published');
    expect((await told(shop.world.sellerOne)).map(({ title }) => title)).toContainEqual(expect.stringContaining('is back'));
    expect(await getOwnCase(shop.platform.db, shop.viewer('sellerOne'), id)).toMatchObject({ status: 'dismissed', appealDecision: { reason: 'Because of this.' } });
    await expect(appeal(shop.viewer('sellerOne'), id)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('that is granted does not sell what another decision took down, nor what is not complete any more', async () => {
    const granted = async () => {
      const { id } = (await shop.sql<{ id: string }>(`select id from moderation_cases where status = 'open'`))[0]!;
      await decide(admin, id, 'upheld');
      await appeal(shop.viewer('sellerOne'), id);
      await shop.sql(`update products set description = case when status = 'delisted' then $2 else description end where id = $1`, [productId, '']);
      await decide(admin, id, 'dismissed');
      return statusOf();
    };
    await report(shop.viewer('buyerA'));
    await shop.sql(`update products set status = 'delisted', review_note = 'A counterfeit' where id = $1`, [productId]);
    expect(await granted()).toBe('delisted');
    await onSale();
    await report(shop.viewer('buyerA'));
    expect(await granted()).toBe('archived');
    const titles = (await told(shop.world.sellerOne)).map(({ title }) => title);
    expect(titles.filter((title) => title.includes('was judged anew'))).toHaveLength(2);
    expect(titles.filter((title) => title.includes('is back'))).toEqual([]);
    expect(await shop.sql('select 1 from catalog_entries where product_id = $1', [productId])).toEqual([]);
  });

  it.each(['an admin at its own page', 'a second case', 'a second case of the same moment'])('that is granted leaves down what %s took down later', async (who) => {
    await report(shop.viewer('buyerA'));
    const { id } = await theCase();
    await decide(admin, id, 'upheld');
    const byHand = { viewer: admin, input: { productId } };
    if (who !== 'a second case of the same moment') await publishProduct(shop.platform, byHand);
    if (who === 'an admin at its own page') await delistProduct(shop.platform, { viewer: admin, input: { productId, reason: 'Because of this.' } });
    else {
      const second = await shop.platform.db.asService('a test', (tx) => openCase(tx, { subjectType: 'product', subjectId: productId, sellerId: shop.world.sellers.one, reportedBy: shop.world.buyerB, reason: 'spam', at: new Date() }));
      await decide(admin, second, 'upheld');
    }
    await appeal(shop.viewer('sellerOne'), id);
    await decide(admin, id, 'dismissed');
    expect(await statusOf()).toBe('delisted');
    const titles = (await told(shop.world.sellerOne)).map(({ title }) => title);
    expect(titles.filter((title) => title.includes('is back'))).toEqual([]);
    expect(titles).toContainEqual(expect.stringContaining('was judged anew'));
  });

  it.each([[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])('granted for each of three decisions (%i, %i, %i) puts it back as it was with the last one, and not before', async (...order) => {
    await report(shop.viewer('buyerA'));
    const cases = [(await theCase()).id];
    await decide(admin, cases[0]!, 'upheld');
    // Reported by whoever had its page open still: these two hide what is hidden.
    for (const reportedBy of [shop.world.buyerB, shop.world.orgMember]) {
      cases.push(await shop.platform.db.asService('a test', (tx) => openCase(tx, { subjectType: 'product', subjectId: productId, sellerId: shop.world.sellers.one, reportedBy, reason: 'spam', at: new Date() })));
      await decide(admin, cases.at(-1)!, 'upheld');
    }
    const states: string[] = [];
    for (const index of order) {
      await appeal(shop.viewer('sellerOne'), cases[index]!);
      await decide(admin, cases[index]!, 'dismissed');
      states.push(await statusOf());
    }
    expect(states).toEqual(['delisted', 'delisted', 'published']);
    expect(await shop.sql('select 1 from catalog_entries where product_id = $1', [productId])).toHaveLength(1);
    expect((await told(shop.world.sellerOne)).filter(({ title }) => title.includes('is back'))).toHaveLength(1);
  });

  it('waits while the same thing was reported anew: one case at a time', async () => {
    await report(shop.viewer('buyerA'));
    const { id } = await theCase();
    await decide(admin, id, 'upheld');
    await onSale();
    await report(shop.viewer('buyerB'));
    await expect(appeal(shop.viewer('sellerOne'), id)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'waits' } });
    const [anew] = await shop.sql<{ id: string }>(`select id from moderation_cases where status = 'open'`);
    await decide(admin, anew!.id, 'dismissed');
    await appeal(shop.viewer('sellerOne'), id);
    await report(shop.viewer('orgMember'));
    expect(await shop.sql(`select id from moderation_cases where status in ('open', 'appealed')`)).toEqual([{ id }]);
  });

  it('made twice at once is made once, and one that meets a new report waits for it', async () => {
    await report(shop.viewer('buyerA'));
    const { id } = await theCase();
    await decide(admin, id, 'upheld');
    await onSale();
    const meeting = await shop.platform.db.asService('a test', async (tx) => {
      await openCase(tx, { subjectType: 'product', subjectId: productId, reportedBy: shop.world.buyerB, reason: 'spam', at: new Date() });
      const outcome = Promise.allSettled([appeal(shop.viewer('sellerOne'), id)]);
      // Until it waits for this transaction.
      while ((await shop.sql('select 1 from pg_locks l join pg_database d on d.datname = current_database() join pg_stat_activity a on a.pid = l.pid and a.datid = d.oid where not l.granted')).length === 0);
      return { outcome };
    });
    expect(await meeting.outcome).toMatchObject([{ status: 'rejected', reason: { code: 'CONFLICT', details: { reason: 'waits' } } }]);
    await shop.sql(`delete from moderation_cases where status = 'open'`);
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => appeal(shop.viewer('sellerOne'), id)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ details: { reason: 'appealed' } });
  });

  it('may be decided by the only admin there is', async () => {
    await report(shop.viewer('buyerA'));
    const { id } = await theCase();
    await decide(admin, id, 'upheld');
    await appeal(shop.viewer('sellerOne'), id);
    await decide(admin, id, 'upheld');
    expect(await statusOf()).toBe('delisted');
    expect((await theCase()).status).toBe('upheld');
  });
});

it('hides a message from both sides and shows it again as it was', async () => {
  const buyer = shop.viewer('buyerA');
  const { threadId } = await openThread(shop.platform, { viewer: buyer, input: { about: { productId } } });
  await sendMessage(shop.platform, { viewer: buyer, input: { threadId, clientId: 'of-the-buyer', body: 'You are all fools.', attachmentIds: [] } });
  const messageId = (await shop.sql<{ id: string }>('select id from messages where thread_id = $1', [threadId]))[0]!.id;
  const caseId = await shop.platform.db.asService('a test', (tx) => openCase(tx, { subjectType: 'message', subjectId: messageId, reportedBy: shop.world.sellerOne, reason: 'abuse', at: new Date() }));
  expect(await getCase(shop.platform.db, MODERATED, { viewer: admin, input: CaseIdInput.parse({ caseId }) })).toMatchObject({ subject: { text: 'You are all fools.', isShown: true, context: [{ isSubject: true }] } });
  const seen = async () => JSON.stringify((await getThread(shop.platform.db, { viewer: shop.viewer('sellerOne'), input: { threadId } })).messages);
  await decide(admin, caseId, 'upheld');
  expect(await seen()).not.toContain('fools');
  expect(await told(buyer.userId)).toHaveLength(1);
  await appealCase(shop.platform.db, { viewer: buyer, input: AppealInput.parse({ caseId, text: 'It was a joke between us.' }) });
  await decide(admin, caseId, 'dismissed');
  expect(await seen()).toContain('fools');
  expect((await told(buyer.userId)).map(({ title }) => title)).toContainEqual(expect.stringContaining('is back'));
});

it('says of a message that its author took back, or that another case holds, not that it is back', async () => {
  const buyer = shop.viewer('buyerB');
  const { threadId } = await openThread(shop.platform, { viewer: buyer, input: { about: { productId } } });
  const decided = async (messageId: string) => {
    const reported = () => shop.platform.db.asService('a test', (tx) => openCase(tx, { subjectType: 'message', subjectId: messageId, reportedBy: shop.world.sellerOne, reason: 'abuse', at: new Date() }));
    const caseId = await reported();
    await decide(admin, caseId, 'upheld');
    return { caseId, reported };
  };
  const granted = async (caseId: string) => {
    await appealCase(shop.platform.db, { viewer: buyer, input: AppealInput.parse({ caseId, text: 'It was a joke between us.' }) });
    await decide(admin, caseId, 'dismissed');
  };
  const hidden = async (messageId: string) => (await shop.sql<{ hidden: boolean }>('select hidden_at is not null as hidden from messages where id = $1', [messageId]))[0]!.hidden;
  const send = async (clientId: string) => {
    await sendMessage(shop.platform, { viewer: buyer, input: { threadId, clientId, body: 'Said in haste.', attachmentIds: [] } });
    return (await shop.sql<{ id: string }>('select id from messages where thread_id = $1 order by seq desc limit 1', [threadId]))[0]!.id;
  };
  const gone = await send('taken-back');
  const { caseId } = await decided(gone);
  await shop.sql(`update messages set body = '', deleted_at = now() where id = $1`, [gone]);
  await granted(caseId);
  const back = async () => (await told(buyer.userId)).filter(({ title }) => title.includes('is back')).length;
  for (const isFirstFirst of [true, false]) {
    const twice = await send(`reported-twice-${isFirstFirst}`);
    const { caseId: first, reported } = await decided(twice);
    const second = await reported();
    await decide(admin, second, 'upheld');
    const before = await back();
    await granted(isFirstFirst ? first : second);
    expect([await hidden(twice), await back()]).toEqual([true, before]);
    await granted(isFirstFirst ? second : first);
    expect([await hidden(twice), await back()]).toEqual([false, before + 1]);
  }
  expect(await back()).toBe(2);
});

it('hides a review, takes it out of the rating, and puts both back', async () => {
  await shop.sql(`insert into entitlements (id, holder_user_id, product_id, source) values ($1, $2, $3, 'free')`, [newId('entitlement'), shop.world.buyerB, productId]);
  const reviewId = newId('review');
  await shop.sql(`insert into reviews (id, product_id, author_id, rating, title, created_at) values ($1, $2, $3, 1, 'Rubbish', now())`, [reviewId, productId, shop.world.buyerB]);
  const ratings = async () => (await shop.sql<{ count: number }>('select rating_count as count from product_ratings where product_id = $1', [productId]))[0]!.count;
  expect(await ratings()).toBe(1);
  const upheld = async () => {
    const caseId = await shop.platform.db.asService('a test', (tx) => openCase(tx, { subjectType: 'review', subjectId: reviewId, sellerId: shop.world.sellers.one, reportedBy: shop.world.sellerOne, reason: 'abuse', at: new Date() }));
    await decide(admin, caseId, 'upheld');
    expect(await ratings()).toBe(0);
    return caseId;
  };
  const granted = async (caseId: string) => {
    await appealCase(shop.platform.db, { viewer: shop.viewer('buyerB'), input: AppealInput.parse({ caseId, text: 'I say what I saw.' }) });
    await decide(admin, caseId, 'dismissed');
    return ratings();
  };
  expect(await granted(await upheld())).toBe(1);
  for (const order of [[0, 1], [1, 0]]) {
    const cases = [await upheld(), await upheld()];
    expect([await granted(cases[order[0]!]!), await granted(cases[order[1]!]!)]).toEqual([0, 1]);
  }
  await shop.sql('delete from reviews where id = $1', [reviewId]);
  await shop.sql('delete from entitlements where holder_user_id = $1', [shop.world.buyerB]);
});

it('forgets with a person what they reported and what others’ reports quote of them, and keeps the cases', async () => {
  const buyer = shop.viewer('orgMember');
  const { threadId } = await openThread(shop.platform, { viewer: buyer, input: { about: { productId } } });
  await sendMessage(shop.platform, { viewer: buyer, input: { threadId, clientId: 'to-be-erased', body: 'I live at Weidengasse 7.', attachmentIds: [] } });
  const messageId = (await shop.sql<{ id: string }>(`select id from messages where author_id = $1 and body like 'I live%'`, [buyer.userId]))[0]!.id;
  const reviewId = newId('review');
  await shop.sql(`insert into entitlements (id, holder_user_id, product_id, source) values ($1, $2, $3, 'free')`, [newId('entitlement'), buyer.userId, productId]);
  await shop.sql(`insert into reviews (id, product_id, author_id, rating, title, created_at) values ($1, $2, $3, 1, 'Weidengasse', now())`, [reviewId, productId, buyer.userId]);
  const quote = { reportedBy: shop.world.sellerOne, reason: 'abuse', details: 'It said: Weidengasse', at: new Date() } as const;
  await shop.platform.db.asService('a test', async (tx) => {
    await openCase(tx, { subjectType: 'message', subjectId: messageId, ...quote });
    await openCase(tx, { subjectType: 'review', subjectId: reviewId, ...quote });
    await openCase(tx, { subjectType: 'product', subjectId: productId, ...quote, details: 'Somebody else’s work.' });
    await personalData.erase!(tx, { userId: buyer.userId, email: '', names: [] });
  });
  expect(await shop.sql(`select c.subject_type as type, r.details from moderation_cases c join moderation_reports r on r.case_id = c.id order by 1`)).toEqual([{ type: 'message', details: null }, { type: 'product', details: 'Somebody else’s work.' }, { type: 'review', details: null }]);
  await shop.sql('delete from reviews where id = $1', [reviewId]);
  await shop.sql('delete from entitlements where holder_user_id = $1', [buyer.userId]);
});
