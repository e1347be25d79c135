import { checkBooks, type Verdict } from '@/server/modules/audit/check-books';
import { tellAdmins } from '@/server/modules/notifications/tell-admins';
import { toAlarmEmail } from '@/server/modules/notifications/templates/alarm-email';
import { clock } from '@/server/platform/clock';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import type { RuleVerdict } from '@/shared/contracts/admin-books';
import { newId } from '@/shared/ids';
import { insertBooksRun } from './books.queries';

const SHOWN = 20;

/**
 * Checks every rule of the books and writes the verdict down. When one is broken it alarms: a line in the log and a message to every admin.
 * Nothing is repaired, for the books only grow and a person has to say how. Reads in the background; may run at any time.
 */
export async function runBooks({ db, env }: Pick<Platform, 'db' | 'env'>, { requestedBy = null }: { requestedBy?: string | null }): Promise<{ violations: number }> {
  const startedAt = clock.now();
  const rules = (await checkBooks(db)).map(toRuleVerdict);
  const violations = rules.reduce((sum, { count }) => sum + count, 0);
  const id = newId('booksRun', startedAt.getTime());
  const broken = rules.filter(({ count }) => count > 0);
  await db.asService('the verdict on the books is the service’s alone', async (tx) => {
    await insertBooksRun(tx, { id, requestedBy, startedAt, finishedAt: clock.now(), violations, rules });
    if (broken.length > 0) await tellAdmins(tx, { email: toEmail(broken, env.PUBLIC_URL), kind: 'books-alarm', href: '/admin/books', at: startedAt, reason: `books:${id}` });
  });
  if (broken.length > 0) logger.error({ alarm: true, booksRunId: id, rules: broken.map(({ rule, count }) => ({ rule, count })) }, 'the books do not hold');
  else logger.info({ booksRunId: id, rules: rules.length }, 'the books hold');
  return { violations };
}

function toRuleVerdict({ rule, statement, violations }: Verdict): RuleVerdict {
  return { rule, statement, count: violations.length, violations: violations.slice(0, SHOWN) };
}

function toEmail(broken: RuleVerdict[], publicUrl: string) {
  return toAlarmEmail({
    heading: broken.length === 1 ? 'A rule of the books is broken' : `${broken.length} rules of the books are broken`,
    paragraph: 'The check of the books found what should not be. Nothing was changed: the page shows what breaks which rule.',
    findings: broken.map(({ statement, count }) => ({ label: statement, value: String(count) })),
    url: `${publicUrl}/admin/books`,
  });
}
