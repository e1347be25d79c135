import net, { type AddressInfo } from 'node:net';

/** One address before several servers, as a load balancer is. */
export interface Balancer {
  url: string;
  stop(): Promise<void>;
}

/** Passes each connection to the next of these ports that takes it; a server that dies takes its connections with it. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const sockets = new Set<net.Socket>();
  let turn = 0;
  const keep = (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A killed server is the point.
    socket.on('error', () => undefined);
  };
  const connect = (client: net.Socket, left: number) => {
    if (left === 0) return void client.destroy();
    const server = net.connect(ports[(turn += 1) % ports.length] ?? 0, '127.0.0.1');
    keep(server);
    let isUp = false;
    server.once('connect', () => {
      isUp = true;
      client.pipe(server).pipe(client);
    });
    server.once('close', () => (isUp ? client.destroy() : connect(client, left - 1)));
    client.once('close', () => server.destroy());
  };
  const listener = net.createServer((client) => {
    keep(client);
    connect(client, ports.length);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    // An address of a listening TCP server is never a string.
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
