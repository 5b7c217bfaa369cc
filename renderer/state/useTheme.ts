import { useSyncExternalStore } from 'react';
import { useSettings } from './studio.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const subscribe = (changed: () => void): (() => void) => {
  dark.addEventListener('change', changed);
  return () => dark.removeEventListener('change', changed);
};

/** The theme that is shown, after the system's choice where it has it. */
export function useTheme(): 'light' | 'dark' {
  const chosen = useSettings((state) => state.settings.theme);
  const system = useSyncExternalStore(subscribe, () => dark.matches);
  return chosen === 'system' ? (system ? 'dark' : 'light') : chosen;
}
