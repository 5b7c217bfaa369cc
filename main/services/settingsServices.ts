import type { Handlers } from '../../shared/ipc/server.ts';
import type { Core } from '../core/openCore.ts';

/** The user's settings. */
export const settingsServices = ({ settings }: Core) =>
  ({
    getSettings: () => settings.get(),
    setSettings: (changes) => settings.set(changes),
  }) satisfies Partial<Handlers>;
