import { ContractError } from '../../../shared/ipc/port.ts';
import type { WorkerProcess } from '../../train/host/spawnWorker.ts';
import type { FromWorker, ToWorker } from '../../train/protocol.ts';
import { sentence } from '../sentence.ts';

type Question = Extract<ToWorker, { type: 'test' | 'export' | 'findRate' | 'predict' }>;
type Answer = Extract<FromWorker, { type: 'tested' | 'exported' | 'rateFound' | 'predicted' }>;

/** Lets a worker do one job that is not a training, and ends it. Rejects with words for the user. */
export function askWorker<T extends Answer['type']>(
  worker: WorkerProcess,
  question: Question,
  answer: T,
): Promise<Extract<Answer, { type: T }>> {
  const isAnswer = (message: FromWorker): message is Extract<Answer, { type: T }> => message.type === answer;
  const answered = new Promise<Extract<Answer, { type: T }>>((resolve, reject) => {
    worker.follow({
      message(message) {
        if (isAnswer(message)) resolve(message);
        else if (message.type === 'failed') reject(new ContractError('failed', sentence(message.message)));
      },
      ended: (reason) => reject(new ContractError('failed', reason)),
    });
  });
  worker.send(question);
  return answered.finally(() => void worker.dismiss());
}
