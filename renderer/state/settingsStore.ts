import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineRow, SettingsRow } from '../../shared/ipc/rows.ts';
import type { EngineChoice } from '../../shared/run/engines.ts';
import type { Connection } from './connection.ts';

type Json = SettingsRow['layout'][string];

export interface SettingsState {
  readonly settings: SettingsRow;
  /** False until they have come: the window waits for its layout. */
  readonly loaded: boolean;
  readonly engines: readonly EngineRow[];
  readonly enginesLoaded: boolean;
}

export interface SettingsStore extends StoreApi<SettingsState> {
  setTheme(theme: SettingsRow['theme']): void;
  setEngine(engine: EngineChoice): Promise<void>;
  /** Remembers something of the window's layout under a name; saved a moment later. */
  remember(name: string, value: Json): void;
  /** Saves at once what was remembered: for a page that goes away. */
  flush(): void;
  loadEngines(): void;
}

/** Pause (ms) before the layout is saved: dragging a border changes it often. */
const layoutPause = 400;

/** Theme, engine and layout, kept by the work; and the engines there are. */
export function makeSettingsStore(contract: Pick<Connection, 'call' | 'on' | 'onOpen'>): SettingsStore {
  const store = createStore<SettingsState>()(() => ({
    settings: { theme: 'system', engine: 'auto', layout: {} },
    loaded: false,
    engines: [],
    enginesLoaded: false,
  }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What was remembered here and is not saved yet: it stands above what comes from elsewhere. */
  let fresh: Record<string, Json> = {};

  const put = (settings: SettingsRow): void =>
    store.setState({ settings: { ...settings, layout: { ...settings.layout, ...fresh } }, loaded: true });
  const saveLayout = (): void => {
    const sent = fresh;
    contract.call('setSettings', { layout: store.getState().settings.layout }).then(
      () => {
        if (fresh === sent) fresh = {};
      },
      () => undefined,
    );
  };
  const loadEngines = (): void => {
    contract.call('listEngines', {}).then(
      (engines) => store.setState({ engines, enginesLoaded: true }),
      () => undefined,
    );
  };

  contract.on('settingsChanged', put);
  contract.on('enginesChanged', (engines) => store.setState({ engines, enginesLoaded: true }));
  contract.onOpen(() => {
    contract.call('getSettings', {}).then(put, () => store.setState({ loaded: true }));
    loadEngines();
  });

  return {
    ...store,
    loadEngines,
    setTheme(theme) {
      store.setState(({ settings }) => ({ settings: { ...settings, theme } }));
      contract.call('setSettings', { theme }).catch(() => undefined);
    },
    async setEngine(engine) {
      put(await contract.call('setSettings', { engine }));
      loadEngines();
    },
    remember(name, value) {
      fresh = { ...fresh, [name]: value };
      store.setState(({ settings }) => ({ settings: { ...settings, layout: { ...settings.layout, [name]: value } } }));
      clearTimeout(timer);
      timer = setTimeout(saveLayout, layoutPause);
    },
    flush() {
      clearTimeout(timer);
      if (Object.keys(fresh).length > 0) saveLayout();
    },
  };
}
