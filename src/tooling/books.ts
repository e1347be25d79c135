import { checkBooks } from '@/server/modules/audit/check-books';
import { openPlatform } from '@/tooling/open-platform';

const SHOWN = 20;

const platform = await openPlatform(console.error);
const verdicts = await checkBooks(platform.db).finally(() => platform.close());
for (const { rule, statement, violations } of verdicts) {
  console.log(`${violations.length === 0 ? 'holds ' : 'BROKEN'}  ${rule}  ${statement}`);
  for (const { subject, found } of violations.slice(0, SHOWN)) console.log(`        ${subject}: ${found}`);
  if (violations.length > SHOWN) console.log(`        and ${violations.length - SHOWN} more`);
}
const broken = verdicts.filter(({ violations }) => violations.length > 0).length;
console.log(broken === 0 ? `The books hold: ${verdicts.length} rules.` : `${broken} of ${verdicts.length} rules are broken.`);
process.exitCode = broken === 0 ? 0 : 1;
