const onMac = /Mac|iPhone|iPad/.test(navigator.platform);

const macNames: Readonly<Record<string, string>> = { Ctrl: '⌘', Shift: '⇧', Alt: '⌥', Enter: '⏎' };
const names: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  Escape: 'Esc',
};

/** `Ctrl+Shift+Z` as the keys are written on this machine's keyboard. */
export const keyNames = (keys: string): readonly string[] =>
  keys.split(/\+(?=.)/).map((key) => (onMac ? macNames[key] : undefined) ?? names[key] ?? key);

/** Keys of a shortcut, each in its own cap. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className="flex shrink-0 gap-0.5">
      {keyNames(keys).map((key) => (
        <kbd key={key} className="min-w-4 rounded-sm border border-edge bg-sunken px-1 text-center font-sans text-2xs leading-4 text-muted">
          {key}
        </kbd>
      ))}
    </span>
  );
}
