import { contextBridge, ipcRenderer } from 'electron';
import { menuCommands, type Desktop, type MenuCommand } from '../shared/ipc/desktop.ts';
import type { Port } from '../shared/ipc/port.ts';
import { channels } from './shell/channels.ts';

/** A port to the core: one end stays here, the other goes to the shell. The page gets plain functions, never Electron's objects. */
function connect(): Promise<Port> {
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage(channels.connect, null, [port2]);
  const closers: (() => void)[] = [];
  port1.addEventListener('close', () => {
    for (const closed of closers) closed();
  });
  return Promise.resolve({
    send: (message) => port1.postMessage(message),
    onMessage(receive) {
      port1.onmessage = ({ data }) => receive(data);
    },
    onClose: (closed) => void closers.push(closed),
    close: () => port1.close(),
  });
}

const isCommand = (value: unknown): value is MenuCommand => menuCommands.some((name) => name === value);

const desktop: Desktop = {
  connect,
  chooseFolder: () => ipcRenderer.invoke(channels.chooseFolder),
  chooseData: (reads) => ipcRenderer.invoke(channels.chooseData, reads),
  chooseModel: () => ipcRenderer.invoke(channels.chooseModel),
  showFolder: (path) => ipcRenderer.invoke(channels.showFolder, path),
  onCommand(listener) {
    ipcRenderer.on(channels.command, (_event, command: unknown) => {
      if (isCommand(command)) listener(command);
    });
  },
};
contextBridge.exposeInMainWorld('netloom', desktop);
