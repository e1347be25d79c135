/** For tests and single processes. Nothing expires. */
export function memoryStore() {
  const rows = new Map();
  const id = ({ scope, key }) => JSON.stringify([scope, key]);
  return {
    async reserve(request) {
      const row = rows.get(id(request));
      if (!row) {
        rows.set(id(request), { fingerprint: request.fingerprint });
        return { state: 'reserved' };
      }
      return row.answer ? { state: 'done', ...row } : { state: 'busy' };
    },
    async finish(request) {
      rows.get(id(request)).answer = request.answer;
    },
    async release(request) {
      rows.delete(id(request));
    },
  };
}
