import type { FilesParam } from '../catalogue/params.ts';
import type { Port } from './port.ts';

/** Entries of the desktop shell's menu that the page carries out, by the id of the page's action. */
export const menuCommands = ['new', 'start', 'import', 'commands', 'undo', 'redo', 'run', 'stop', 'shortcuts'] as const;
export type MenuCommand = (typeof menuCommands)[number];

/** What the desktop shell gives to its page as `window.netloom`; in a browser there is none. */
export interface Desktop {
  /** A port to the core. */
  connect(): Promise<Port>;
  /** Asks the user for a folder; null when none was chosen. */
  chooseFolder(): Promise<string | null>;
  /** Asks the user for data: files, or a folder, as a `files` parameter takes them; null when none were chosen. */
  chooseData(reads: FilesParam['reads']): Promise<string | null>;
  /** Asks the user for a file of a model to take weights from; null when none was chosen. */
  chooseModel(): Promise<string | null>;
  /** Shows a folder in the system's file manager; nothing where it is gone. */
  showFolder(path: string): Promise<void>;
  /** Hears what was chosen in the menu. */
  onCommand(listener: (command: MenuCommand) => void): void;
}
