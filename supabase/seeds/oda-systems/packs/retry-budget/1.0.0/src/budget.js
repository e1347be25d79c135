/** Starts full. `earn` adds `ratio`, `spend` takes one or says no. */
export function createBudget({ ratio = 0.1, capacity = 10 } = {}) {
  let tokens = capacity;
  return {
    earn() {
      tokens = Math.min(capacity, tokens + ratio);
    },
    spend() {
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    get tokens() {
      return tokens;
    },
  };
}
