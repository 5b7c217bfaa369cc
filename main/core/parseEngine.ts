import { settingsRow, type SettingsRow } from '../../shared/ipc/rows.ts';

/** The engine asked for, as the store keeps it in text. */
export function parseEngine(text: string | undefined): SettingsRow['engine'] {
  const parsed = settingsRow.shape.engine.safeParse(text);
  return parsed.success ? parsed.data : 'auto';
}
