import { connect } from 'node:net';
import { z } from 'zod';
import { ContractError, type Port } from '../../shared/ipc/port.ts';
import { contractVersion, readCoreFile } from './coreFile.ts';
import { linePort } from './linePort.ts';

const welcome = z.object({ contract: z.number().int() });

/** A port to the living core of a data folder; null when none answers. Throws when it is of another version. */
export function connectLocal(folder: string): Promise<Port | null> {
  const core = readCoreFile(folder);
  if (!core) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const socket = connect(core.socket);
    const port = linePort(socket);
    const impatience = setTimeout(() => socket.destroy(), 5000);
    socket.on('connect', () => port.send({ secret: core.secret, contract: contractVersion }));
    port.onClose(() => {
      clearTimeout(impatience);
      resolve(null);
    });
    port.onMessage((message) => {
      clearTimeout(impatience);
      const said = welcome.safeParse(message);
      if (said.success && said.data.contract === contractVersion) return resolve(port);
      port.close();
      reject(
        new ContractError('unavailable', `Another version of Netloom (process ${core.pid}) has ${folder} open. Close it and try again.`),
      );
    });
  });
}
