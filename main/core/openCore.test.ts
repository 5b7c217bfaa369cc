import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeClient } from '../../shared/ipc/client.ts';
import { portPair } from '../../shared/ipc/portPair.ts';
import { makeServer } from '../../shared/ipc/server.ts';
import { services } from '../services/services.ts';
import { temporaryFolder } from '../store/fixtures/temporaryFolder.ts';
import { databaseName } from '../store/openStore.ts';
import { openTestCore } from './fixtures/openTestCore.ts';

test('every face is told that a damaged database was set aside, until someone has read it', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, databaseName), 'spoilt');
  const { core } = openTestCore(folder);
  const connect = () => {
    const [near, far] = portPair(setImmediate);
    makeServer(far, services(core), core.subscribe);
    const client = makeClient(near);
    onTestFinished(() => client.close());
    return client;
  };
  const [first, second] = [connect(), connect()];
  for (const client of [first, second]) {
    expect(await client.call('getNotice', {})).toEqual({ notice: expect.stringMatching(/^The database was damaged .* It was kept as /) });
  }
  await first.call('dismissNotice', {});
  expect(await second.call('getNotice', {})).toEqual({ notice: null });
});
