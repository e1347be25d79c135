import { momentMark } from '@/shared/moment-marks';
import { renderEmail, type EmailParts, type RenderedEmail } from './email-layout';

/** What happened to the security of an account. */
export type SecurityNews =
  | { kind: 'new_device'; device: string; network: string | null }
  | { kind: 'enrolled' | 'removed' | 'codes_renewed' | 'recovery_code' };

type Words = Pick<EmailParts, 'subject' | 'heading' | 'paragraphs'>;

const NOT_YOU = 'If this was not you, end that session under Security at once, and write to us.';

function wordsOf(news: SecurityNews, when: string): Words {
  switch (news.kind) {
    case 'new_device':
      return { subject: 'A new sign-in to your account', heading: 'A new sign-in', paragraphs: [`${news.device}${news.network === null ? '' : `, from the network ${news.network}`}, ${when}.`, `Was it you? Then there is nothing to do. ${NOT_YOU}`] };
    case 'enrolled':
      return { subject: 'Two-step sign-in is on', heading: 'Two-step sign-in is on', paragraphs: [`Since ${when} signing in takes a code of your authenticator. You were signed out everywhere else.`, NOT_YOU] };
    case 'removed':
      return { subject: 'Two-step sign-in is off', heading: 'Two-step sign-in is off', paragraphs: [`Since ${when} signing in takes the code from your mail alone.`, NOT_YOU] };
    case 'codes_renewed':
      return { subject: 'You have new recovery codes', heading: 'New recovery codes', paragraphs: [`They were drawn ${when}. The ones before open nothing any more.`, NOT_YOU] };
    case 'recovery_code':
      return { subject: 'A recovery code was used', heading: 'A recovery code was used', paragraphs: [`Somebody signed in with one of your recovery codes, ${when}. It is used up.`, NOT_YOU] };
  }
}

/** Tells a person what happened to the security of their account; `words` says it in their inbox. Cannot be switched off. */
export function toSecurityEmail({ news, at, securityUrl }: { news: SecurityNews; at: Date; securityUrl: string }): RenderedEmail & { words: string } {
  const words = wordsOf(news, momentMark(at));
  const email = renderEmail({ ...words, action: { label: 'Look at Security', url: securityUrl }, closing: 'We write this whenever something about the way into your account changes.' });
  return { ...email, words: words.paragraphs.join(' ') };
}
