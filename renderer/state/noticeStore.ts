import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Connection } from './connection.ts';

export interface NoticeState {
  /** What a person has to know about the data, such as that a damaged database was set aside; null when there is nothing. */
  readonly notice: string | null;
}
export interface NoticeStore extends StoreApi<NoticeState> {
  /** It has been read: no window shows it again. */
  dismiss(): void;
}

/** What the work has to say once, until someone has read it. */
export function makeNoticeStore(contract: Pick<Connection, 'call' | 'onOpen'>): NoticeStore {
  const store = createStore<NoticeState>()(() => ({ notice: null }));
  contract.onOpen(() => {
    contract.call('getNotice', {}).then(
      (answer) => store.setState(answer),
      () => undefined,
    );
  });
  return {
    ...store,
    dismiss() {
      store.setState({ notice: null });
      contract.call('dismissNotice', {}).catch(() => undefined);
    },
  };
}
