/**
 * @param {{ timeoutMs?: number, log?: (line: string) => void, leave?: (code: number) => void }} [options]
 */
export function createExit({ timeoutMs = 10_000, log = console.error, leave = process.exit } = {}) {
  const closers = [];
  let running;

  async function close(name, run) {
    let timer;
    const deadline = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      await Promise.race([Promise.resolve().then(run), deadline]);
      return true;
    } catch (error) {
      log(`exit: ${name} did not close: ${error.message}`);
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  async function runAll() {
    let clean = true;
    for (const { name, run } of closers) clean = (await close(name, run)) && clean;
    return clean ? 0 : 1;
  }

  return {
    add(name, run) {
      closers.push({ name, run });
    },
    /** Runs every closer once; later calls get the same promise. */
    now() {
      running ??= runAll();
      return running;
    },
    listen(signals = ['SIGTERM', 'SIGINT']) {
      for (const signal of signals) process.once(signal, () => this.now().then(leave));
    },
  };
}
