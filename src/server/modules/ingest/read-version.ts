import { AppError } from '@/shared/errors';
import { checkPack, type CheckedPack } from './check-pack';
import { IngestRefusal } from './ingest-refusal';
import { readSource } from './read-source';

/** What a version is of, and what its seller says of it. */
export interface VersionPlace {
  /** Where the file lies, and what it is called. */
  path: string;
  fileName: string;
  slug: string;
  type: string;
  version: string;
  changelog: string;
}

/**
 * Reads and checks a file as one version of a product that is there already, by the same rules as everything that is taken in, and hands it to `work` while its files lie at hand.
 * Its own name, price and number are set aside for the product's. Throws UNPROCESSABLE with the broken rule when it is no pack, several, or one of another type.
 */
export async function readVersion<Result>(place: VersionPlace, work: (pack: CheckedPack) => Promise<Result>): Promise<Result> {
  const source = await readSource(place.path, place.fileName);
  try {
    const items = source.items.filter((item) => item.kind !== 'skipped');
    const [item] = items;
    if (item === undefined || items.length > 1) throw new AppError('UNPROCESSABLE', items.length > 1 ? 'There is more than one pack in the file. Send one for each product.' : 'There is no pack in the file.', { field: 'file' });
    if (item.kind === 'goods') throw new AppError('UNPROCESSABLE', 'The file is a list of goods, not a pack.', { field: 'file', reason: 'type_changed' });
    if (item.kind !== 'pack') throw new AppError('UNPROCESSABLE', item.problem.message, { field: 'file', reason: item.problem.code });
    if (item.draft.type !== place.type) throw new AppError('UNPROCESSABLE', `The file is a pack of type ${item.draft.type}, the product of type ${place.type}.`, { field: 'file', reason: 'type_changed' });
    const { slug, version, changelog } = place;
    return await work(await checkPack({ ...item.draft, slug, version, changelog, qualifiers: null, price: null }));
  } catch (error) {
    if (error instanceof IngestRefusal) throw new AppError('UNPROCESSABLE', `${error.problem.field}: ${error.problem.message}`, { field: 'file', reason: error.problem.code, cause: error });
    throw error;
  } finally {
    await source.dispose();
  }
}
