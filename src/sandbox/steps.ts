/** Prints one line per finished step, with its time. */
export class Steps {
  readonly #startedAt = performance.now();

  /** Says what a step that takes long is about to do. */
  begin(name: string, line: string): void {
    this.#print(name, line);
  }

  /** Runs a step; `describe` words its result. */
  async run<Result>(name: string, step: () => Promise<Result> | Result, describe: (result: Result) => string): Promise<Result> {
    const begun = performance.now();
    const result = await step();
    this.#print(name, `${describe(result)} (${seconds(performance.now() - begun)})`);
    return result;
  }

  /** Since the launcher began. */
  total(): string {
    return seconds(performance.now() - this.#startedAt);
  }

  #print(name: string, line: string): void {
    console.log(`${name.padEnd(10)} ${line}`);
  }
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
