import { start } from './0010-start.ts';
import { trainedTime } from './0020-trained-time.ts';
import { bestCheckpoints } from './0030-best-checkpoints.ts';
import { runDiary } from './0040-run-diary.ts';
import { lookedAt } from './0050-looked-at.ts';
import { runNotices } from './0060-run-notices.ts';
import { weightRoles } from './0070-weight-roles.ts';
import type { Migration } from './migration.ts';

/** Every step of the schema, oldest first. */
export const migrations: readonly Migration[] = [start, trainedTime, bestCheckpoints, runDiary, lookedAt, runNotices, weightRoles];
