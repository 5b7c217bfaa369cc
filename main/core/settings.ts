import type { SettingsRow } from '../../shared/ipc/rows.ts';
import type { Store } from '../store/openStore.ts';
import type { Bus } from './bus.ts';
import { engineRows } from './engineRows.ts';

export type Settings = ReturnType<typeof makeSettings>;

/** The user's choices that belong to no project. */
export function makeSettings(store: Store, bus: Bus) {
  return {
    get: (): SettingsRow => store.settings.get(),
    set(changes: Partial<SettingsRow>): SettingsRow {
      store.write(() => store.settings.set(changes));
      const settings = store.settings.get();
      bus.emit({ name: 'settingsChanged', data: settings });
      if (changes.engine !== undefined) bus.emit({ name: 'enginesChanged', data: engineRows(settings.engine) });
      return settings;
    },
  };
}
