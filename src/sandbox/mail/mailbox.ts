import { EventEmitter, once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { writeWhole } from '@/sandbox/state-folder';

/** One message as it was taken from the wire. */
export interface CaughtMessage {
  id: string;
  /** ISO 8601, UTC. */
  receivedAt: string;
  from: string;
  /** Addresses of the SMTP envelope: who really gets it. */
  to: string[];
  subject: string;
  text: string;
  /** Empty when the message has none. Not sanitised: show it in a sandbox only. */
  html: string;
  messageId: string;
  /** By their names in lower case; of one that stands twice the last. */
  headers: Record<string, string>;
}

export interface MailQuery {
  /** Only messages to this address, in any case. */
  to?: string | undefined;
  /** Only messages that came after the one with this id. */
  after?: string | undefined;
}

const keptMessages = 1_000;

/** Messages in memory, newest first, and in a file that survives a restart. */
export class Mailbox {
  readonly #file: string;
  readonly #arrivals = new EventEmitter().setMaxListeners(0);
  #messages: CaughtMessage[];
  #lastNumber: number;

  constructor(dir: string) {
    fs.mkdirSync(dir, { recursive: true });
    this.#file = path.join(dir, 'messages.jsonl');
    const kept = readMessages(this.#file).slice(-keptMessages);
    // Written anew: the next message must not be joined to a line that a crash cut off.
    if (kept.length > 0) writeWhole(this.#file, kept.map((message) => `${JSON.stringify(message)}\n`).join(''), 0o600);
    else fs.rmSync(this.#file, { force: true });
    this.#messages = kept.reverse();
    this.#lastNumber = Math.max(0, ...this.#messages.map((message) => Number(message.id)));
  }

  /** Takes a raw message; it is on disk when this settles. */
  async add(raw: Buffer, envelope: { from: string; to: string[] }): Promise<CaughtMessage> {
    const parsed = await PostalMime.parse(raw);
    this.#lastNumber += 1;
    const message: CaughtMessage = {
      id: String(this.#lastNumber),
      receivedAt: new Date().toISOString(),
      from: parsed.from?.address ?? envelope.from,
      to: envelope.to,
      subject: parsed.subject ?? '',
      text: parsed.text ?? '',
      html: parsed.html ?? '',
      messageId: parsed.messageId ?? '',
      headers: Object.fromEntries(parsed.headers.map(({ key, value }) => [key.toLowerCase(), value])),
    };
    await fs.promises.appendFile(this.#file, `${JSON.stringify(message)}\n`, { mode: 0o600 });
    this.#messages = [message, ...this.#messages].slice(0, keptMessages);
    this.#arrivals.emit('message');
    return message;
  }

  /** Newest first. */
  list({ to, after = '0' }: MailQuery = {}): CaughtMessage[] {
    const wanted = to?.toLowerCase();
    return this.#messages.filter(
      (message) => Number(message.id) > Number(after) && (wanted === undefined || message.to.some((address) => address.toLowerCase() === wanted)),
    );
  }

  /** As `list`, but waits up to so many milliseconds for a first message. */
  async waitFor(query: MailQuery, timeoutMs: number): Promise<CaughtMessage[]> {
    const timeout = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const found = this.list(query);
      if (found.length > 0) return found;
      try {
        await once(this.#arrivals, 'message', { signal: timeout });
      } catch {
        return [];
      }
    }
  }

  find(id: string): CaughtMessage | undefined {
    return this.#messages.find((message) => message.id === id);
  }

  clear(): void {
    this.#messages = [];
    fs.rmSync(this.#file, { force: true });
  }
}

/** A line cut off by a crash is left out. */
function readMessages(file: string): CaughtMessage[] {
  if (!fs.existsSync(file)) return [];
  return fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        const read: unknown = JSON.parse(line);
        return isMessage(read) ? [read] : [];
      } catch {
        return [];
      }
    });
}

function isMessage(read: unknown): read is CaughtMessage {
  if (read === null || typeof read !== 'object') return false;
  const message = read as Record<string, unknown>;
  const texts = ['id', 'receivedAt', 'from', 'subject', 'text', 'html', 'messageId'].every((key) => typeof message[key] === 'string');
  return texts && typeof message.headers === 'object' && message.headers !== null && Array.isArray(message.to) && message.to.every((address) => typeof address === 'string');
}
