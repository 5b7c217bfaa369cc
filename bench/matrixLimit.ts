import { GraphWriter } from '../main/engine/tensorflow/compiled/graphWriter.ts';
import { dataTypes } from '../main/engine/tensorflow/compiled/graphProto.ts';
import { nativeSessions } from '../main/engine/tensorflow/compiled/nativeSession.ts';
import { loadTensorflowBackend } from '../main/engine/tensorflow/loadBackend.ts';
import { median } from './statistics.ts';

const size = 1536;
const repeats = 15;

/** Multiply-adds a millisecond that TensorFlow's matrix multiply reaches here, on matrices large enough for it; null without our addon. */
export async function matrixLimit(): Promise<number | null> {
  const { binding, threads } = loadTensorflowBackend();
  const session = nativeSessions(binding)?.({ threads, gpu: false });
  if (!session) return null;
  try {
    const writer = new GraphWriter();
    const shape = [size, size];
    const given = writer.placeholder('given', 'float32', shape);
    const product = writer.node('product', 'MatMul', [given, given], { T: { type: dataTypes.float32 } });
    // One number comes back: the product itself is not what is timed.
    const all = writer.constant('axes', 'int32', [2], Int32Array.of(0, 1));
    const sum = writer.node('sum', 'Sum', [product, all], { T: { type: dataTypes.float32 }, Tidx: { type: dataTypes.int32 } });
    await session.extend(writer.take());
    const multiply = session.prepare([{ name: given, type: 'float32', shape }], [sum]);
    const numbers = Float32Array.from({ length: size * size }, (_, at) => Math.sin(at));
    const times: number[] = [];
    for (let turn = 0; turn < repeats; turn++) {
      const began = performance.now();
      await multiply([[numbers]]);
      times.push(performance.now() - began);
    }
    return size ** 3 / median(times.slice(2));
  } finally {
    session.close();
  }
}
