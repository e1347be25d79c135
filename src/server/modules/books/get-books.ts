import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { BooksView } from '@/shared/contracts/admin-books';
import { AppError } from '@/shared/errors';
import { isBooksJobOpen, listBooksDays, listBooksRuns, listBooksTotals } from './books.queries';

const RUNS = 20;

/** The last verdicts on the books and what they sum up to, for admins. One statement per panel; the sums are read in the background. */
export async function getBooks(db: Database, { viewer }: { viewer: Viewer }): Promise<BooksView> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const reason = 'admins see the books';
  const reader = db.readAsService(reason);
  const [runs, days, totals, isRunning] = await Promise.all([listBooksRuns(reader, RUNS), listBooksDays(reader, clock.now()), listBooksTotals(db.readInBackground(reason)), isBooksJobOpen(reader)]);
  return { runs: runs.map(({ startedAt, finishedAt, ...run }) => ({ ...run, startedAt: startedAt.toISOString(), finishedAt: finishedAt.toISOString() })), days, totals, isRunning };
}
