import { useEffect } from 'react';
import { copySelection, deleteSelection, pasteText } from '../state/editing/editGraph.ts';
import { session } from '../state/sessionStore.ts';
import { actions } from './actions.ts';
import { matchKeys } from './matchKeys.ts';

const onMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Typing goes on there: keys belong to the field. */
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox], [type=range], [type=button]), textarea, select'));
/** The field's own undo would only change its text, so the document's counts; a search field has no other than its own. */
const hasOwnUndo = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('[type=search], [role=combobox], dialog') !== null;
const isBusy = (): boolean => session.getState().dialog !== null || document.querySelector('[role=menu]') !== null;
const hasText = (): boolean => (window.getSelection()?.isCollapsed ?? true) === false;

/** Keys of the whole window, and the browser's copy, cut and paste for blocks. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isBusy()) return;
      const typing = isField(event.target);
      for (const action of actions) {
        if (action.native === true || !action.keys?.some((keys) => matchKeys(keys, event, onMac))) continue;
        if (typing && (action.always !== true || ((action.id === 'undo' || action.id === 'redo') && hasOwnUndo(event.target)))) continue;
        if (action.enabled?.() === false) {
          // Ctrl+S and the like must not reach the browser even when they have nothing to do.
          if (action.always === true) event.preventDefault();
          continue;
        }
        // Enter and Space on a button press the button; arrows in a list of tabs or a slider move there.
        if (
          event.key.startsWith('Arrow') &&
          event.target instanceof Element &&
          event.target.closest('[role=tablist], [type=range], [role=radiogroup], [role=separator]')
        )
          continue;
        event.preventDefault();
        action.run();
        return;
      }
    };
    const onCopy = (event: ClipboardEvent, cut: boolean): void => {
      if (isField(event.target) || isBusy() || hasText()) return;
      const text = copySelection();
      if (text === null || !event.clipboardData) return;
      event.preventDefault();
      event.clipboardData.setData('text/plain', text);
      if (cut) deleteSelection('Cut');
    };
    const copy = (event: ClipboardEvent): void => onCopy(event, false);
    const cut = (event: ClipboardEvent): void => onCopy(event, true);
    const paste = (event: ClipboardEvent): void => {
      if (isField(event.target) || isBusy()) return;
      if (pasteText(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    document.addEventListener('copy', copy);
    document.addEventListener('cut', cut);
    document.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('keydown', onKey);
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', cut);
      document.removeEventListener('paste', paste);
    };
  }, []);
}
