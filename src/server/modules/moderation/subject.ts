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

/** A decision that is taken back, and those about the same thing that are not. */
export interface TakenBack {
  subjectId: string;
  /** Of the decision that hid the thing, when it did: not always the one that is taken back, of which the last puts the thing back as it was. Neither where none kept anything. */
  kept?: Kept;
  hiddenAt?: Date;
  /** When other cases that still stand were decided. */
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
