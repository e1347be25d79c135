import type { IngestProblem } from '@/shared/contracts/ingest';

/** Thrown while reading one item: the item is refused as a whole, others go on. */
export class IngestRefusal extends Error {
  override readonly name = 'IngestRefusal';

  constructor(readonly problem: IngestProblem) {
    super(`${problem.item}: ${problem.field}: ${problem.message}`);
  }
}

/** A refusal before its item is known. */
export interface IngestFault {
  field: string;
  code: string;
  message: string;
}

/** Throws the fault as a refusal of the named item. */
export function refuse(item: string, fault: IngestFault): never {
  throw new IngestRefusal({ item, ...fault });
}
