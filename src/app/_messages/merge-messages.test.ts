import { describe, expect, it } from 'vitest';
import type { MessageView, ThreadView } from '@/shared/contracts/messages';
import { mergeMessages } from './merge-messages';

const message = (seq: number, body = `${seq}`): MessageView => ({ id: `msg_${seq}`, seq, clientId: `c${seq}`, side: 'buyer', isMine: false, authorName: 'Ida', body, isTakenBack: body === '', createdAt: '2026-11-20T00:00:00.000Z', attachments: [] });
const view = (seqs: number[], olderBefore: number | null, more: Partial<ThreadView> = {}): ThreadView => ({
  id: 'thr_1', side: 'buyer', sellerSlug: 'northbeam', otherName: 'Northbeam', about: { kind: 'order', orderId: 'ord_1', number: 'LK-1' }, isBlockedByUs: false, isBlockedByThem: false, lastSeq: seqs.at(-1) ?? 0, unread: 0, now: '2026-11-20T00:00:00.000Z',
  messages: seqs.map((seq) => message(seq)), olderBefore, ...more,
});
const seqs = ({ messages }: ThreadView) => messages.map(({ seq }) => seq);

describe('two pages of a conversation', () => {
  it('are one, with what is newer of each message', () => {
    const merged = mergeMessages(view([3, 4], 3), { ...view([4, 5], 4), messages: [message(4, ''), message(5)] });
    expect(seqs(merged)).toEqual([3, 4, 5]);
    expect(merged.messages[1]?.isTakenBack).toBe(true);
    expect(merged.olderBefore).toBe(3);
  });

  it('keep what stands at the end when an older one is put before it', () => {
    const merged = mergeMessages(view([3, 4], 3, { lastSeq: 4 }), view([1, 2], null, { lastSeq: 4 }));
    expect(seqs(merged)).toEqual([1, 2, 3, 4]);
    expect(merged.olderBefore).toBeNull();
  });

  it('are the newer alone when others lie between', () => {
    expect(mergeMessages(view([1, 2], null), view([60, 61], 60))).toMatchObject({ olderBefore: 60, messages: [{ seq: 60 }, { seq: 61 }] });
  });

  it('begin with nothing', () => {
    expect(seqs(mergeMessages(view([], null), view([1], null)))).toEqual([1]);
  });
});

it('forgets what the newer page does not hold any more', () => {
  expect(seqs(mergeMessages(view([1, 2, 3], null), view([1, 3], null, { lastSeq: 3 })))).toEqual([1, 3]);
});
