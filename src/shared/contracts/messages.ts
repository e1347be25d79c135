import { z } from 'zod';
import { Slug } from './catalog';
import { Cursor } from './cursor';
import { ReportInput } from './moderation';
import { OrderId } from './orders';
import { textOf } from './text';

export const MAX_MESSAGE_LENGTH = 4_000;
export const MAX_ATTACHMENTS = 5;

const ThreadId = z.string().regex(/^thr_[0-9a-z]{26}$/, 'not the id of a conversation');
const MessageId = z.string().regex(/^msg_[0-9a-z]{26}$/, 'not the id of a message');
const ProductId = z.string().regex(/^prd_[0-9a-z]{26}$/, 'not a product id');
export const AttachmentId = z.string().regex(/^att_[0-9a-z]{26}$/, 'not the id of a file');

export const ThreadInput = z.strictObject({ threadId: ThreadId });
export type ThreadInput = z.infer<typeof ThreadInput>;

/** What a conversation is to be about: a question to a product's seller, or a seller's part of an order, asked for by either side. */
export const OpenThreadInput = z.strictObject({ about: z.union([z.strictObject({ productId: ProductId }), z.strictObject({ orderId: OrderId, seller: Slug })]) });
export type OpenThreadInput = z.infer<typeof OpenThreadInput>;

export const ListThreadsInput = z.strictObject({
  /** Only this seller's, for its members. */
  seller: Slug.optional(),
  cursor: Cursor.optional(),
});
export type ListThreadsInput = z.infer<typeof ListThreadsInput>;

export const GetThreadInput = z.strictObject({
  threadId: ThreadId,
  /** Only messages with a smaller number. */
  before: z.number().int().min(1).max(1_000_000_000).optional(),
});
export type GetThreadInput = z.infer<typeof GetThreadInput>;

export const SendMessageInput = z
  .strictObject({
    threadId: ThreadId,
    /** Chosen by the sender: sending again under the same name is the same message. */
    clientId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'eight to sixty-four letters, digits, hyphens and underscores'),
    body: textOf(MAX_MESSAGE_LENGTH),
    attachmentIds: z.array(AttachmentId).max(MAX_ATTACHMENTS, `at most ${MAX_ATTACHMENTS} files`).default([]),
  })
  .refine(({ body, attachmentIds }) => body !== '' || attachmentIds.length > 0, { message: 'write something', path: ['body'] });
export type SendMessageInput = z.infer<typeof SendMessageInput>;

export const AttachFileInput = z.strictObject({ threadId: ThreadId, uploadId: z.string().regex(/^upl_[0-9a-z]{26}$/, 'not the id of an upload'), fileName: z.string().trim().min(1).max(200) });
export type AttachFileInput = z.infer<typeof AttachFileInput>;

export const MessageInput = z.strictObject({ messageId: MessageId });
export type MessageInput = z.infer<typeof MessageInput>;

export const ReadThreadInput = z.strictObject({
  threadId: ThreadId,
  /** The number of the newest message that was seen. */
  seq: z.number().int().min(1).max(1_000_000_000),
});
export type ReadThreadInput = z.infer<typeof ReadThreadInput>;

export const BlockInput = z.strictObject({ threadId: ThreadId, blocked: z.boolean() });
export type BlockInput = z.infer<typeof BlockInput>;

export const ReportMessageInput = ReportInput.extend({ messageId: MessageId });
export type ReportMessageInput = z.infer<typeof ReportMessageInput>;

export type Side = 'buyer' | 'seller';

export interface AttachmentView {
  id: string;
  fileName: string;
  bytes: number;
  /** Of a picture, in pixels; null for other files. */
  width: number | null;
  height: number | null;
}

export interface MessageView {
  id: string;
  /** Its number in the conversation. */
  seq: number;
  clientId: string;
  side: Side;
  isMine: boolean;
  /** Who wrote it; to a buyer, the seller. */
  authorName: string;
  /** Empty when it was taken back. */
  body: string;
  isTakenBack: boolean;
  createdAt: string;
  attachments: AttachmentView[];
}

/** A conversation as one of its sides sees it. */
export interface ThreadHead {
  id: string;
  /** The viewer's. */
  side: Side;
  sellerSlug: string;
  /** Who is on the other side. */
  otherName: string;
  about: { kind: 'product'; title: string; slug: string; type: string } | { kind: 'order'; orderId: string; number: string };
  /** Whether this side has closed it to the other, and the other way round. */
  isBlockedByUs: boolean;
  isBlockedByThem: boolean;
  lastSeq: number;
  /** Of the other side's messages, those the viewer has not seen. */
  unread: number;
}

export interface ThreadSummary extends ThreadHead {
  lastMessage: { body: string; isMine: boolean; side: Side; isTakenBack: boolean; files: number; at: string };
}

export interface ThreadPage {
  threads: ThreadSummary[];
  nextCursor: string | null;
  /** When this was so. */
  now: string;
}

export interface ThreadView extends ThreadHead {
  /** Oldest first. */
  messages: MessageView[];
  /** Give it as `before` for older ones; null at the beginning. */
  olderBefore: number | null;
  /** When this was so. */
  now: string;
}
