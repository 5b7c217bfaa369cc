import type { Handlers } from '../../shared/ipc/server.ts';
import type { Core } from '../core/openCore.ts';

/** The user's settings, and what the user has to be told. */
export const settingsServices = ({ settings, notice, dismissNotice }: Core) =>
  ({
    getSettings: () => settings.get(),
    setSettings: (changes) => settings.set(changes),
    getNotice: () => ({ notice: notice() }),
    dismissNotice() {
      dismissNotice();
      return {};
    },
  }) satisfies Partial<Handlers>;
