/** The port, looked at before anything else is started: a port in use is the most common reason not to start. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { hasCode, StartFailure } from '../../store/start-failure.ts';

/** The port if it is free; any free one for 0. Fails with a StartFailure. */
export async function usablePort(port: number, host: string): Promise<number> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw portFailure(error, port, host) ?? error;
  }
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** What keeps us from a port, as a sentence; undefined when it is something else. */
export function portFailure(error: unknown, port: number, host: string): StartFailure | undefined {
  if (hasCode(error, 'EADDRINUSE')) {
    return new StartFailure(
      `Port ${port} is in use by another program: end that one, or choose another port with PORT.`,
      { cause: error },
    );
  }
  if (hasCode(error, 'EACCES')) {
    return new StartFailure(`Port ${port} may not be used by this user: choose one above 1023 with PORT.`, {
      cause: error,
    });
  }
  if (hasCode(error, 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN')) {
    return new StartFailure(`This machine has no address ${host}: correct HOST.`, { cause: error });
  }
  return undefined;
}
