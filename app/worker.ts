import { exportCheckpoint } from '../main/export/exportCheckpoint.ts';
import type { FromWorker, ToWorker } from '../main/train/protocol.ts';
import { startPulse } from '../main/train/pulse/startPulse.ts';
import { runWorker } from '../main/train/worker.ts';

/* The training process: started by the core with an IPC channel; it ends with the core, so that none is left behind. */
if (!process.send) {
  process.stderr.write('app/worker.ts is started by Netloom itself and does nothing on its own.\n');
  process.exit(1);
}
process.on('disconnect', () => process.exit(0));
startPulse();
runWorker(
  {
    send: (message: FromWorker) => {
      // Once the core is gone there is nobody to tell; 'disconnect' ends the process.
      if (process.connected) process.send?.(message);
    },
    onMessage: (receive) => process.on('message', (message) => receive(message as ToWorker)),
    exit: () => process.exit(0),
  },
  { export: exportCheckpoint },
);
