import net from 'node:net';

/** A TCP link that can be cut and mended: a database that goes away and comes back. */
export interface FlakyLink {
  /** The address to use instead of the real one. */
  port: number;
  /** Drops every connection and refuses new ones. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Opens a link to a port of this machine. */
export async function openFlakyLink(targetPort: number): Promise<FlakyLink> {
  const sockets = new Set<net.Socket>();
  let whole = true;
  const keep = (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Being cut is the point.
    socket.on('error', () => undefined);
  };
  const server = net.createServer((near) => {
    keep(near);
    if (!whole) {
      near.destroy();
      return;
    }
    const far = net.connect(targetPort, '127.0.0.1');
    keep(far);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // An address of a listening TCP server is never a string.
    port: (server.address() as net.AddressInfo).port,
    cut: () => {
      whole = false;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => {
      whole = true;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
