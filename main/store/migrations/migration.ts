/** One step of the schema. Once released it is never edited; a later change is a new file with a higher number. */
export interface Migration {
  /** `PRAGMA user_version` afterwards. Numbers leave room for steps in between. */
  readonly number: number;
  readonly sql: string;
}
