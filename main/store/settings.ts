import type { Database } from 'better-sqlite3';
import { settingsRow, type SettingsRow } from '../../shared/ipc/rows.ts';

const defaults: SettingsRow = { theme: 'system', engine: 'auto', layout: {} };

/** Settings by key, each value as JSON; and values of the store's own under keys that start with a dot. */
export function settingsTable(db: Database) {
  const all = db.prepare<[], { key: string; value: string }>(`SELECT key, value FROM settings WHERE key NOT LIKE '.%'`);
  const one = db.prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?');
  const put = db.prepare<[string, string]>(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare<[string]>('DELETE FROM settings WHERE key = ?');
  return {
    get: (): SettingsRow =>
      settingsRow.parse({ ...defaults, ...Object.fromEntries(all.all().map(({ key, value }) => [key, JSON.parse(value)])) }),
    set(changes: Partial<SettingsRow>): void {
      for (const [key, value] of Object.entries(changes)) if (value !== undefined) put.run(key, JSON.stringify(value));
    },
    getOwn: (key: string): string | undefined => one.get(`.${key}`)?.value,
    setOwn: (key: string, value: string): void => void put.run(`.${key}`, value),
    removeOwn: (key: string): void => void remove.run(`.${key}`),
  };
}
