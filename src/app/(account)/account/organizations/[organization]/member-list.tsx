'use client';

import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { AskProof, asksProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import type { MemberView, OrganizationRole } from '@/shared/contracts/organizations';
import { dateText, type Formats } from '@/shared/moment-text';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Chip } from '@/ui/chip';
import { Dialog } from '@/ui/dialog';
import { Menu, type MenuEntry } from '@/ui/menu';
import { useToast } from '@/ui/toast';
import { ROLE_WORDS } from '../role-words';

interface Props {
  organization: string;
  /** The viewer's own. */
  role: OrganizationRole;
  members: readonly MemberView[];
  formats: Formats;
}

type Question = { kind: 'remove' | 'transfer'; member: MemberView };
type Change = Question | { kind: OrganizationRole; member: MemberView };

const QUESTIONS = {
  remove: { title: (name: string) => `Remove ${name}?`, says: 'They lose the organization’s keys and orders from their next click on. What they bought for themselves stays theirs.', act: 'Remove', keep: 'Keep them' },
  transfer: { title: (name: string) => `Hand over to ${name}?`, says: 'They become the owner and you stay as an admin. Only they can give it back.', act: 'Hand over', keep: 'Keep it' },
};

/** What is said when it is done. */
const doneOf = ({ kind, member: { name } }: Change) => (kind === 'remove' ? `${name} was removed.` : kind === 'transfer' ? `${name} owns it now.` : `${name} is ${ROLE_WORDS[kind].as} now.`);

/** Everybody of the organization, with what the viewer may do about each. */
export function MemberList({ organization, role, members, formats }: Props) {
  const act = useAct();
  const toast = useToast();
  const [question, setQuestion] = useState<Question | null>(null);
  // What a proof that was asked for goes on with.
  const [last, setLast] = useState<Change | null>(null);
  const change = (wanted: Change) => {
    setLast(wanted);
    const input = { organization, memberId: wanted.member.userId };
    void act.run(async () => {
      if (wanted.kind === 'remove') await api.organizations.removeMember.mutate(input);
      else if (wanted.kind === 'transfer') await api.organizations.transferOwnership.mutate(input);
      else await api.organizations.changeRole.mutate({ ...input, memberRole: wanted.kind });
      setQuestion(null);
      toast({ message: doneOf(wanted) });
    });
  };
  const fault = act.problem && !asksProof(act.problem) && <p className="fault" role="alert">{act.problem.message}</p>;
  const entriesFor = (member: MemberView): MenuEntry[] => {
    if (role === 'member' || member.isViewer || (member.role === 'owner' && role !== 'owner')) return [];
    const roles = (['owner', 'admin', 'member'] as const).filter((one) => one !== member.role && (one !== 'owner' || role === 'owner'));
    return [
      ...roles.map((one) => ({ kind: 'act' as const, label: `Make ${ROLE_WORDS[one].as}`, onSelect: () => change({ kind: one, member }) })),
      ...(role === 'owner' && member.role !== 'owner' ? [{ kind: 'act' as const, label: 'Hand over to them', onSelect: () => setQuestion({ kind: 'transfer', member }) }] : []),
      { kind: 'rule' as const },
      { kind: 'act' as const, label: 'Remove', danger: true, onSelect: () => setQuestion({ kind: 'remove', member }) },
    ];
  };
  return (
    <>
      <ul className="ruled mt-4">
        {members.map((member) => {
          const entries = entriesFor(member);
          return (
            <li key={member.userId} className="flex items-center gap-4 py-2 min-h-[60px]">
              <span className="min-w-0 flex-1">
                <span className="font-medium break-words">{member.name}</span>{member.isViewer && <span className="text-ink-2"> (you)</span>}
                <span className="block text-sm text-ink-2 break-words">{member.email}<span className="max-sm:hidden">, since {dateText(member.since, formats)}</span></span>
              </span>
              <Chip tone={member.role === 'owner' ? 'ok' : 'mute'}>{ROLE_WORDS[member.role].name}</Chip>
              {entries.length > 0
                ? <Menu trigger={<Ellipsis className="ic" aria-hidden="true" />} triggerLabel={`What to do about ${member.name}`} triggerClassName="icon-btn" entries={entries} />
                : role !== 'member' && members.length > 1 && <span className="w-11" />}
            </li>
          );
        })}
      </ul>
      {!question && fault}
      {question && (
        <Dialog title={QUESTIONS[question.kind].title(question.member.name)} open onOpenChange={(open) => { if (!open) setQuestion(null); }}
          footer={<><Button tone="text" data-close="">{QUESTIONS[question.kind].keep}</Button><Button tone="danger" busy={act.busy} onClick={() => change(question)}>{QUESTIONS[question.kind].act}</Button></>}>
          <p className="text-ink-2 text-[15px]">{QUESTIONS[question.kind].says}</p>
          {fault}
        </Dialog>
      )}
      {last && asksProof(act.problem) && <AskProof problem={act.problem} onProven={() => change(last)} />}
    </>
  );
}
