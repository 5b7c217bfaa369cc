interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** A key press is `Ctrl+Shift+Z`, `F`, `?` ...: Ctrl means Command on a Mac; Shift counts only with letters and named keys. */
export function matchKeys(keys: string, press: KeyPress, mac: boolean): boolean {
  const parts = keys.endsWith('+') ? [...keys.slice(0, -1).split('+').filter(Boolean), '+'] : keys.split('+');
  const key = parts.at(-1) ?? '';
  const wantsCtrl = parts.includes('Ctrl');
  const wantsShift = parts.includes('Shift');
  if (press.altKey || (mac ? press.metaKey : press.ctrlKey) !== wantsCtrl || (mac ? press.ctrlKey : press.metaKey)) return false;
  // "?" and "+" are typed with Shift on some keyboards and without on others; arrows with Shift are another's.
  const shiftMatters = key.length > 1 || /[a-z]/i.test(key);
  if (shiftMatters && press.shiftKey !== wantsShift) return false;
  return press.key.toLowerCase() === key.toLowerCase();
}
