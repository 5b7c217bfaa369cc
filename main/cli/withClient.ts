import type { Client } from '../../shared/ipc/client.ts';
import type { Joined } from '../local/joinCore.ts';
import type { CliContext } from './command.ts';

/** Does some work with the data folder's core, and lets go of it however the work ends. */
export async function withClient<T>(context: CliContext, work: (client: Client, joined: Joined) => Promise<T>): Promise<T> {
  const joined = await context.join((notice) => context.warn(notice));
  try {
    const client = await joined.connect();
    try {
      return await work(client, joined);
    } finally {
      client.close();
    }
  } finally {
    await joined.close();
  }
}
