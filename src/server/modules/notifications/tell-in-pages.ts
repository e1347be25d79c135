/** A page of people: those after this id, in the order of ids. */
export interface PeoplePage {
  after: string;
  limit: number;
}

const PEOPLE_PER_PAGE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * For what many are told. Each page is `tellPage`'s transaction, short enough for the service's limits; it answers everybody the page
 * looked at, told or not, in the order of ids. After a crash it begins again from the first, so telling again must change nothing.
 */
export async function tellInPages(tellPage: (page: PeoplePage) => Promise<readonly string[]>, limit = PEOPLE_PER_PAGE): Promise<void> {
  let after: string | undefined = BEFORE_ALL;
  while (after !== undefined) {
    const seen: readonly string[] = await tellPage({ after, limit });
    after = seen[limit - 1];
  }
}
