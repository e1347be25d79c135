import { AppError } from '@/shared/errors';

/** What is read whole is small: who needs longer to send it is holding a place, not sending. */
const BODY_MS = 20_000;

/** Waits for a body that is read whole, but not for ever; `giveUp` stops the reading. */
export async function withinBodyDeadline(reading: Promise<Buffer>, giveUp: () => void): Promise<Buffer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new AppError('INVALID_INPUT', 'The body took too long to arrive.', { reason: 'slow_body' }));
      giveUp();
    }, BODY_MS);
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}
