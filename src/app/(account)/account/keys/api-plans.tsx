import type { ApiPlanView } from '@/shared/contracts/platform-views';
import { dateText, type Formats } from '@/shared/moment-text';
import { Chip } from '@/ui/chip';
import { formatCount } from '@/ui/format';
import { Progress } from '@/ui/progress';
import { NewPlanKey, RevokePlanKey } from './plan-keys';

function Uses({ plan: { used, unitLimit, windowEnd }, formats }: { plan: ApiPlanView; formats: Formats }) {
  const meters = Object.entries(used);
  const shown = meters.length > 0 ? meters : [['calls', 0] as const];
  return (
    <div className="mt-3 grid gap-3 max-w-[480px]">
      {shown.map(([meter, count]) => <Progress key={meter} label={meter} value={unitLimit === null ? 0 : Math.min(count, unitLimit)} max={unitLimit ?? 1} note={unitLimit === null ? formatCount(count) : `${formatCount(count)} of ${formatCount(unitLimit)}`} />)}
      <p className="text-sm text-ink-2">Counted anew on {dateText(windowEnd, formats)}.</p>
    </div>
  );
}

/** Plans of APIs that were bought, with what is used of them and the keys to look with. */
export function ApiPlans({ plans, formats }: { plans: readonly ApiPlanView[]; formats: Formats }) {
  if (plans.length === 0) return null;
  return (
    <section className="mt-12" aria-labelledby="api-plans">
      <h2 id="api-plans" className="d4">Plans of APIs</h2>
      <ul className="mt-4 border-t border-ink">
        {plans.map((plan) => (
          <li key={plan.customerId} className="grid grid-cols-[minmax(0,1fr)] lg:grid-cols-2 gap-x-8 gap-y-5 py-6 border-b border-line">
            <div className="min-w-0">
              <h3 className="font-semibold text-lg tracking-[-0.01em]"><a className="hover:underline underline-offset-3" href={`/marketplace/${plan.productSlug}`}>{plan.productTitle}</a></h3>
              <p className="text-sm text-ink-2 mt-0.5">{plan.tierName}{plan.organizationName !== null && <>, held by {plan.organizationName}</>}</p>
              <Uses plan={plan} formats={formats} />
              <p className="text-sm text-ink-2 mt-3">The API knows you as <span className="mono">{plan.externalId}</span>.</p>
            </div>
            <div className="min-w-0">
              <div className="flex flex-wrap items-center justify-between gap-3"><h4 className="font-semibold">Keys to read your use</h4>{plan.mayMakeKeys && <NewPlanKey customerId={plan.customerId} />}</div>
              {plan.keys.length === 0 ? <p className="text-sm text-ink-2 mt-2">None yet.</p> : (
                <ul className="ruled mt-2">
                  {plan.keys.map((key) => (
                    <li key={key.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
                      <span className="min-w-0 flex-1 basis-[180px]"><span className="font-medium block break-words">{key.name}</span><span className="mono text-sm text-ink-2">{key.prefix}…</span></span>
                      {key.state === 'active' ? plan.mayMakeKeys && <RevokePlanKey customerId={plan.customerId} keyId={key.id} name={key.name} /> : <Chip>{key.state === 'revoked' ? 'Revoked' : 'Ended'}</Chip>}
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
