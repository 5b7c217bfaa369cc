import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { makeDataFolder } from './makeDataFolder.ts';
import { findDamage } from './openDatabase.ts';

const kept = 3;
const pattern = /^netloom-(\d{8}T\d{9}Z)\.db$/;

/** A time as it stands in file names: sorts as it reads. */
export const stamp = (time: number): string => new Date(time).toISOString().replaceAll(/[-:.]/g, '');

/** The backups of a data folder, newest first. */
export function listBackups(folder: string): string[] {
  const backups = join(folder, 'backups');
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .filter((name) => pattern.test(name))
    .toSorted()
    .toReversed()
    .map((name) => join(backups, name));
}

/** Copies the open database into the folder's backups, whole or not at all, and lets the oldest ones go. Gives the new file. */
export async function writeBackup(db: Database, folder: string, time: number): Promise<string> {
  const backups = join(folder, 'backups');
  makeDataFolder(backups);
  const file = join(backups, `netloom-${stamp(time)}.db`);
  const draft = `${file}.part`;
  try {
    await db.backup(draft);
    flush(draft);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  for (const old of listBackups(folder).slice(kept)) rmSync(old, { force: true });
  return file;
}

/** Puts the newest backup that is whole in the place of `file`. Gives the time in its name, or null when there is none. */
export function restoreBackup(folder: string, file: string): string | null {
  for (const backup of listBackups(folder)) {
    if (!isWhole(backup)) continue;
    const draft = `${file}.part`;
    copyFileSync(backup, draft);
    flush(draft);
    renameSync(draft, file);
    return backup;
  }
  return null;
}

function isWhole(file: string): boolean {
  let db: Database | undefined;
  try {
    db = new Sqlite(file, { readonly: true });
    return findDamage(db) === null;
  } catch {
    return false;
  } finally {
    db?.close();
  }
}

function flush(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
