import type { AttachmentView } from '@/shared/contracts/messages';
import { api } from '@/trpc/browser';

/** What the server says of a refused file, in words. */
export class FileRefusal extends Error {}

/** Sends a file's bytes and has them looked at; answers what can be attached. Throws FileRefusal, or what the call throws. */
export async function sendFile(threadId: string, file: File): Promise<AttachmentView> {
  const response = await fetch(`/api/messages/uploads?${new URLSearchParams({ thread: threadId }).toString()}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file });
  const answer: unknown = await response.json().catch(() => null);
  const uploadId: unknown = Reflect.get(Object(answer), 'uploadId');
  if (typeof uploadId === 'string') return api.messages.attach.mutate({ threadId, uploadId, fileName: file.name });
  const message: unknown = Reflect.get(Object(Reflect.get(Object(answer), 'error')), 'message');
  throw new FileRefusal(typeof message === 'string' ? message : 'The file did not arrive. Please try again.');
}
