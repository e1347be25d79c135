const PORTION = 5_000;

/** Runs `change`, which does at most `limit` of what is to be done and answers how much it did, until nothing is left. Each portion is its own transaction, so that none lasts. Answers how much it was. */
export async function inPortions(change: (limit: number) => Promise<number>, limit = PORTION): Promise<number> {
  let all = 0;
  for (;;) {
    const done = await change(limit);
    all += done;
    if (done < limit) return all;
  }
}
