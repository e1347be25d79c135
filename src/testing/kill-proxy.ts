import net from 'node:net';
import type { AddressInfo } from 'node:net';

/** Where to strike: the connection on which all of `seen` went by, one after the other. */
export interface Trap {
  /** Texts a client sends: SQL of a statement, or the first line of an HTTP request. */
  seen: readonly string[];
  /** `before`: the last text never arrives. `after`: it takes effect, and its answer never arrives. */
  when: 'before' | 'after';
}

export interface KillProxy {
  /** The target's address with the proxy's port. */
  url: string;
  /** Resolves when the trap has been sprung; `strike` runs at that moment. */
  arm(trap: Trap, strike: () => void): Promise<void>;
  stop(): Promise<void>;
}

interface Armed extends Trap {
  strike: () => void;
  sprung: () => void;
}

/** How many of the trap's texts have gone by, with this chunk. */
function passed({ seen }: Trap, before: number, chunk: Buffer): number {
  const next = seen[before];
  return next !== undefined && chunk.includes(next) ? passed({ seen, when: 'before' }, before + 1, chunk) : before;
}

/**
 * A wire between a process and its database or Stripe that can cut in the middle of a chosen exchange: how a process dies at a named point
 * without a word about it in the product.
 */
export async function startKillProxy(target: string): Promise<KillProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<net.Socket>();
  let armed: Armed | undefined;
  const spring = () => {
    const trap = armed;
    armed = undefined;
    trap?.strike();
    trap?.sprung();
  };
  // HTTP names the port it was sent to, and the double answers to its own name only.
  const named = { from: '', to: `Host: ${hostname}:${port}` };
  const toTarget = (chunk: Buffer) => (named.from !== '' && chunk.includes(named.from) ? Buffer.from(chunk.toString('latin1').replaceAll(named.from, named.to), 'latin1') : chunk);
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(port), hostname);
    const position = { trap: undefined as Armed | undefined, next: 0, isWaiting: false, isCut: false };
    for (const [socket, other] of [[client, upstream], [upstream, client]] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (position.isCut) return;
      if (armed !== position.trap) Object.assign(position, { trap: armed, next: 0 });
      const { trap } = position;
      if (trap) position.next = passed(trap, position.next, chunk);
      if (trap && position.next === trap.seen.length) {
        if (trap.when === 'before') {
          position.isCut = true;
          spring();
          return;
        }
        position.isWaiting = true;
      }
      upstream.write(toTarget(chunk));
    });
    upstream.on('data', (chunk) => {
      if (position.isWaiting) {
        position.isCut = true;
        spring();
        return;
      }
      client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  // A listening TCP server's address is never a string.
  url.port = String((server.address() as AddressInfo).port);
  named.from = `Host: ${hostname}:${url.port}`;
  return {
    url: url.href.replace(/\/$/, ''),
    arm: (trap, strike) =>
      new Promise<void>((resolve) => {
        armed = { ...trap, strike, sprung: resolve };
      }),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
