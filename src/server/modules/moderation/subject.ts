import type { Reader, ServiceTx } from '@/server/platform/db';
import type { SubjectView } from '@/shared/contracts/moderation';
import type { SubjectType } from '@/shared/moderation-words';

/** A reported thing as it is now. */
export interface Subject extends SubjectView {
  /** Who is told what was decided and may appeal: a person, or the people of a seller. Null when nobody is left. */
  owner: { userId: string } | { sellerId: string } | null;
}

/** What it takes to show a thing as it was; the module that hid it reads it again. */
export type Kept = Record<string, string>;

/** One's own decision, which is taken back, and those of others. */
export interface TakenBack {
  subjectId: string;
  kept: Kept;
  /** When it was hidden by this decision. */
  hiddenAt: Date;
  /** When other cases that still stand hid it too. */
  others: readonly Date[];
  at: Date;
}

/**
 * What moderation needs of a kind of thing. A module has one in its `moderated-….ts`, and a line in `server/api/moderated.ts`; that is all it takes to be reported,
 * decided about and appealed.
 */
export interface Moderated {
  /** Null when it does not exist any more. */
  find(reader: Reader, subjectId: string): Promise<Subject | null>;
  /** Keeps it from everybody but its owner. Hiding what is hidden or gone changes nothing. */
  hide(tx: ServiceTx, call: { subjectId: string; reason: string; at: Date }): Promise<Kept>;
  /** Takes one decision back and no other. Answers whether everybody sees it again: its owner may have put it away meanwhile, or another decision holds. */
  show(tx: ServiceTx, call: TakenBack): Promise<boolean>;
}

export type ModeratedTypes = Readonly<Record<SubjectType, Moderated>>;
