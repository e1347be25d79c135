import type { Reader, ServiceTx } from './db';

/** Whom the data is about, as they are before anything of them is erased. */
export interface Person {
  userId: string;
  email: string;
  /** Names they go by, of two words or more: by a shorter one nobody could be told from an ordinary word. */
  names: readonly string[];
}

/** Rows of one file of a copy: `orders` becomes orders.json and orders.csv. */
export type PersonalFiles = Record<string, readonly object[]>;

/**
 * What one module holds about people. A module has one in its `personal-data.ts`, and a line in `privacy/parts.ts`; that is all it takes to be in every copy and every
 * erasure.
 */
export interface PersonalPart {
  /** One word, of its own. */
  name: string;
  /** What it is, for the person who opens the copy. */
  about: string;
  /** Everything held, the newest first. Never secrets, and nothing of other people but what they said to this one. */
  collect(reader: Reader, person: Person): Promise<PersonalFiles>;
  /** Sentences saying what must be settled before the person can be erased. */
  findObstacles?(reader: Reader, person: Person): Promise<string[]>;
  /**
   * Erases what only a look at everything finds, some of it at a time, each time in a transaction of its own and before `erase`: after one id, and answers after which to go on; null at the end.
   * May run again after it has run.
   */
  eraseSome?: (tx: ServiceTx, person: Person, after: string) => Promise<string | null>;
  /** Erases it, in one transaction. May run again after it has run. */
  erase?(tx: ServiceTx, person: Person): Promise<void>;
  /** What stays after that, and by which duty. */
  kept?: string;
}
