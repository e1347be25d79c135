import { once } from 'node:events';
import http from 'node:http';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { SMTPServer } from 'smtp-server';
import { answerInbox } from '@/sandbox/mail/answer-inbox';
import { Mailbox } from '@/sandbox/mail/mailbox';
import { toSandboxError } from '@/sandbox/sandbox-error';

export interface MailCatcherOptions {
  smtpPort: number;
  /** Of the inbox in the browser. */
  webPort: number;
  /** Holds messages.jsonl. */
  dir: string;
  /** Larger messages are refused; 10 MB unless said otherwise. */
  largestMessageBytes?: number;
}

export interface MailCatcher {
  smtpUrl: string;
  inboxUrl: string;
  mailbox: Mailbox;
  stop(): Promise<void>;
}

/**
 * Takes every mail on 127.0.0.1 and shows it in an inbox; nothing leaves the machine. Port 0 chooses a free one.
 * @throws SandboxError `port_taken`, `unwritable`, `disk_full`
 */
export async function catchMail({ smtpPort, webPort, dir, largestMessageBytes = 10 * 1024 * 1024 }: MailCatcherOptions): Promise<MailCatcher> {
  const mailbox = openMailbox(dir);
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestMessageBytes,
    logger: false,
    onData: (stream, session, done) => {
      takeMessage(mailbox, stream, session).then(() => done(), done);
    },
  });
  // A client that hangs up half-way is its own affair.
  smtp.on('error', () => undefined);
  const web = http.createServer((request, response) => void answerInbox(mailbox, request, response));
  const smtpAt = await listen(smtp.server, { what: 'Mail catcher', port: smtpPort });
  try {
    const webAt = await listen(web, { what: 'Mail inbox', port: webPort });
    return {
      smtpUrl: `smtp://127.0.0.1:${smtpAt}`,
      inboxUrl: `http://localhost:${webAt}`,
      mailbox,
      stop: async () => {
        web.closeAllConnections();
        await Promise.all([new Promise<void>((resolve) => smtp.close(() => resolve())), new Promise((resolve) => web.close(resolve))]);
      },
    };
  } catch (error) {
    await new Promise<void>((resolve) => smtp.close(() => resolve()));
    throw error;
  }
}

function openMailbox(dir: string): Mailbox {
  try {
    return new Mailbox(dir);
  } catch (error) {
    throw toSandboxError(String(error), { what: 'Mail catcher', where: dir }) ?? error;
  }
}

async function takeMessage(mailbox: Mailbox, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw Object.assign(new Error('message is too large'), { responseCode: 552 });
  const { mailFrom, rcptTo } = session.envelope;
  await mailbox.add(Buffer.concat(chunks), { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map((recipient) => recipient.address) });
}

/** Answers the port, which differs from the wish only when that was 0. */
async function listen(server: { listen(port: number, host: string): unknown; address(): unknown } & NodeJS.EventEmitter, { what, port }: { what: string; port: number }): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    throw toSandboxError(String(error), { what, where: `port ${port}`, port }) ?? error;
  }
  const address = server.address();
  return address !== null && typeof address === 'object' && 'port' in address ? Number(address.port) : port;
}
