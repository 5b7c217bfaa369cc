import { assignVariables, type GraphFunction, type GraphSession } from '../compiled/graphSession.ts';
import { GraphWriter, type Variable } from '../compiled/graphWriter.ts';
import { dataTypes } from '../compiled/graphProto.ts';
import type { Alternative } from './alternatives.ts';
import type { Choices } from './kernelChoices.ts';

/** Rounds in which both kernels are timed, unless it is clear before. */
const rounds = 5;
/** Times as quick as the other from which it is clear after two rounds. */
const clear = 1.3;
/**
 * How much quicker ours must be: it is timed with its numbers at hand, which the rest of a step drives out of the nearest memories, and TensorFlow's
 * loses less by that.
 */
const clearly = 0.87;
/** Milliseconds that a round goes on for, where one run is shorter. */
const roundLength = 0.5;

/** Times TensorFlow's kernel and ours for each of these, on chance numbers in a session of their own; gives the quicker ones. */
export async function quickerKernels(alternatives: readonly Alternative[], openSession: () => GraphSession): Promise<Choices> {
  const session = openSession();
  try {
    const writer = new GraphWriter();
    const written = alternatives.map((alternative, at) => ({ signature: alternative.signature, ...write(writer, alternative, `k${at}`) }));
    await session.extend(writer.take());
    const choices: Record<string, 'own' | 'tensorflow'> = {};
    for (const { signature, variables, theirs, own } of written) {
      await assignVariables(
        session,
        variables.map((variable) => [variable, chanceNumbers(variable.shape.reduce((a, b) => a * b, 1))] as const),
      );
      const [ours, others] = [session.prepare([], [own]), session.prepare([], [theirs])];
      choices[signature] = await quicker(ours, others);
    }
    return choices;
  } finally {
    session.close();
  }
}

async function quicker(own: GraphFunction, theirs: GraphFunction): Promise<'own' | 'tensorflow'> {
  const time = async (run: GraphFunction, runs: number): Promise<number> => {
    const began = performance.now();
    await run(Array.from({ length: runs }, () => []));
    return (performance.now() - began) / runs;
  };
  // The first run of each readies it.
  for (const run of [own, theirs]) await time(run, 1);
  const once = await time(own, 1);
  const runs = Math.min(20, Math.max(1, Math.ceil(roundLength / once)));
  let [ours, others] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round++) {
    ours = Math.min(ours, await time(own, runs));
    others = Math.min(others, await time(theirs, runs));
    if (round > 0 && Math.max(ours / others, others / ours) > clear) break;
  }
  return ours <= others * clearly ? 'own' : 'tensorflow';
}

/** Both kernels on one sample; each gives the first number of its result. */
function write(
  writer: GraphWriter,
  alternative: Alternative,
  prefix: string,
): { variables: readonly Variable[]; theirs: string; own: string } {
  const { theirs, own, sample } = alternative;
  const variables: Variable[] = [];
  const inputs = sample.map((part, at) => {
    if ('lengths' in part) return writer.constant(`${prefix}/in${at}`, 'int32', [part.lengths.length], Int32Array.from(part.lengths));
    const variable = writer.variable(`${prefix}/in${at}`, part);
    variables.push(variable);
    return variable.read;
  });
  const { rank } = alternative;
  const first = (name: string, { kernel, attr }: Alternative['own']): string => {
    const node = writer.node(`${prefix}/${name}`, kernel, inputs, attr);
    // TensorFlow leaves out what nobody reads.
    const begin = writer.constant(`${prefix}/${name}/begin`, 'int32', [rank], new Int32Array(rank));
    const one = writer.constant(`${prefix}/${name}/one`, 'int32', [rank], new Int32Array(rank).fill(1));
    return writer.node(`${prefix}/${name}/first`, 'Slice', [node, begin, one], {
      T: { type: dataTypes.float32 },
      Index: { type: dataTypes.int32 },
    });
  };
  return { variables, theirs: first('theirs', theirs), own: first('own', own) };
}

/** Numbers between -1 and 1 without a pattern; which they are does not matter. */
function chanceNumbers(count: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}
