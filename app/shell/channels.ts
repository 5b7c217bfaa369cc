/** Names of the few messages between a page's preload and the shell. */
export const channels = {
  /** With one MessagePort: connects it to the core. */
  connect: 'netloom:connect',
  /** Asks for a folder; answers its path or null. */
  chooseFolder: 'netloom:choose-folder',
  /** Asks for files of data; answers their paths as one text, or null. */
  chooseData: 'netloom:choose-data',
  /** Asks for the file of a model; answers its path or null. */
  chooseModel: 'netloom:choose-model',
  /** Shows a folder in the file manager. */
  showFolder: 'netloom:show-folder',
  /** The menu tells the page what was chosen. */
  command: 'netloom:command',
} as const;
