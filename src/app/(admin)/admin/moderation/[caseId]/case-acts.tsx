'use client';

import { api } from '@/trpc/browser';
import { ReasonDialog } from '../../reason-dialog';

const FIRST_LOOK = {
  upheld: { label: 'Take it down', title: 'Take it down?', description: 'Nobody but its owner sees it any more. They are told why, and may ask for another look once.', done: 'It is taken down.', field: 'What its owner reads', tone: 'danger' },
  dismissed: { label: 'Let it stand', title: 'Let it stand?', description: 'It stays as it is. Its owner is told nothing.', done: 'It stays.', field: 'Why, for the log', tone: 'line' },
} as const;
const OTHER_LOOK = {
  upheld: { label: 'Keep it down', title: 'Keep it down?', description: 'This is final. Its owner is told why.', done: 'It stays down.', field: 'What its owner reads', tone: 'danger' },
  dismissed: { label: 'Put it back', title: 'Put it back?', description: 'It is shown as before, unless it was archived or taken down for another reason. Its owner is told.', done: 'The appeal is granted.', field: 'What its owner reads', tone: 'line' },
} as const;

/** The two ways to decide, with a reason each. */
export function CaseActs({ caseId, isAppeal }: { caseId: string; isAppeal: boolean }) {
  const words = isAppeal ? OTHER_LOOK : FIRST_LOOK;
  return (
    <div className="flex flex-wrap gap-2">
      {(['upheld', 'dismissed'] as const).map((decision) => <ReasonDialog key={decision} {...words[decision]} onReason={(reason) => api.admin.decideCase.mutate({ caseId, decision, reason })} />)}
    </div>
  );
}
