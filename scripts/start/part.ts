/** What is built by itself: the window, and the desktop shell around it. */
export type Part = 'renderer' | 'electron';
