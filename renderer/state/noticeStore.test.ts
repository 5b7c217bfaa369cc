import { expect, it, onTestFinished, vi } from 'vitest';
import { makeConnection } from './connection.ts';
import { makeNoticeStore } from './noticeStore.ts';
import { fakeWork } from './testing/fakeWork.ts';

it('shows what the work has to say until it has been read, and then never again', async () => {
  let notice: string | null = 'The database was damaged.';
  const work = fakeWork({
    getNotice: () => ({ notice }),
    dismissNotice() {
      notice = null;
      return {};
    },
  });
  const open = () => {
    const contract = makeConnection(work.open);
    onTestFinished(() => contract.close());
    const store = makeNoticeStore(contract);
    contract.start();
    return store;
  };
  const first = open();
  await vi.waitFor(() => expect(first.getState().notice).toBe('The database was damaged.'));
  first.dismiss();
  expect(first.getState().notice).toBeNull();
  await vi.waitFor(() => expect(notice).toBeNull());
});
