import { useEffect } from 'react';
import { actions } from './actions.ts';

/** Carries out what is chosen in the desktop shell's menu. */
export function useMenu(): void {
  useEffect(() => {
    window.netloom?.onCommand((command) => {
      const action = actions.find(({ id }) => id === command);
      if (action && action.enabled?.() !== false) action.run();
    });
  }, []);
}
