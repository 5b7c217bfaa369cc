import { assignVariables, type GraphFunction, type GraphSession } from '../compiled/graphSession.ts';
import { GraphWriter, type Variable } from '../compiled/graphWriter.ts';
import { dataTypes } from '../compiled/graphProto.ts';
import type { Alternative, Kernel, TimedKernel } from './alternatives/alternative.ts';
import type { Choices } from './kernelChoices.ts';

/** Rounds in which both kernels are timed, unless it is clear before. */
const rounds = 5;
/** Times as quick as the other from which it is clear after two rounds. */
const clear = 1.3;
/** How much quicker ours must be: less is chance. */
const clearly = 0.95;
/**
 * Milliseconds that TensorFlow's kernel takes longer within a step, where others run between two of its calls and its threads have gone to sleep, than when
 * it is called again and again. Measured on the products of ten layers of 256 at a batch of 32: 0.04 alone, 0.07 to 0.08 in the step; ours 0.045 in both.
 */
const betweenOthers = 0.03;
/** Milliseconds that a round goes on for, where one run is shorter. */
const roundLength = 0.5;

/** How far ours may be from TensorFlow's, beside the largest number. */
const tolerance = 1e-4;

/**
 * Times TensorFlow's kernel and ours for each of these, on chance numbers in a session of their own; gives the quicker ones. One of ours that computes
 * other numbers, on whatever processor this is, is not taken.
 */
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
      const [result] = await session.prepare([], [theirs.whole, own.whole])([[]]);
      const [ours, others] = [session.prepare([], [own.first]), session.prepare([], [theirs.first])];
      choices[signature] = agree(result ?? []) ? await quicker(ours, others) : 'tensorflow';
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
    if (round > 0 && Math.max(ours / (others + betweenOthers), others / ours) > clear) break;
  }
  return ours <= others * clearly + betweenOthers ? 'own' : 'tensorflow';
}

function agree([theirs = [], own = []]: readonly ArrayLike<number>[]): boolean {
  let [largest, apart] = [0, 0];
  for (let at = 0; at < theirs.length; at++) {
    largest = Math.max(largest, Math.abs(theirs[at] ?? 0));
    const distance = Math.abs((theirs[at] ?? 0) - (own[at] ?? Number.NaN));
    apart = Math.max(apart, Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance);
  }
  return apart <= tolerance * largest;
}

/** A result, and its first number, which is asked for where only the time counts. */
interface Result {
  readonly whole: string;
  readonly first: string;
}

/** Both kernels on one sample. */
function write(
  writer: GraphWriter,
  { theirs, own, sample, timed, rank }: Alternative,
  prefix: string,
): { variables: readonly Variable[]; theirs: Result; own: Result } {
  const variables: Variable[] = [];
  const inputs = sample.map((part, at) => {
    if ('lengths' in part) return writer.constant(`${prefix}/in${at}`, 'int32', [part.lengths.length], Int32Array.from(part.lengths));
    const variable = writer.variable(`${prefix}/in${at}`, part);
    variables.push(variable);
    return variable.read;
  });
  const result = (name: string, kernels: readonly TimedKernel[]): Result => {
    const known = [...inputs];
    for (const { kernel, attr, inputs: places } of kernels)
      known.push(
        writer.node(
          `${prefix}/${name}${known.length}`,
          kernel,
          places.map((place) => known[place] ?? ''),
          attr,
        ),
      );
    const whole = known.at(-1) ?? '';
    // TensorFlow leaves out what nobody reads.
    const begin = writer.constant(`${prefix}/${name}/begin`, 'int32', [rank], new Int32Array(rank));
    const one = writer.constant(`${prefix}/${name}/one`, 'int32', [rank], new Int32Array(rank).fill(1));
    const first = writer.node(`${prefix}/${name}/first`, 'Slice', [whole, begin, one], {
      T: { type: dataTypes.float32 },
      Index: { type: dataTypes.int32 },
    });
    return { whole, first };
  };
  const alone = (kernel: Kernel): readonly TimedKernel[] => [{ ...kernel, inputs: sample.map((_, at) => at) }];
  return { variables, theirs: result('theirs', timed?.theirs ?? alone(theirs)), own: result('own', timed?.own ?? alone(own)) };
}

/** Numbers between 0 and 1 without a pattern; which they are does not matter, but some are variances. */
function chanceNumbers(count: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 2 ** 24;
  });
}
