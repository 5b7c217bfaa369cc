import { streamKey } from '../../../../shared/random/stream.ts';
import { required } from '../../lower/lowering.ts';
import { segmentOf } from '../../runRepeat.ts';
import { dataTypes } from './graphProto.ts';
import type { GraphWriter } from './graphWriter.ts';
import { LoopFrame, variant } from './loopFrame.ts';
import type { RandomTensor, RecordedLoop, RecordedTurn } from './recorder.ts';

const float = { type: dataTypes.float32 };
const int32 = { type: dataTypes.int32 };

/** What a loop is written with. */
export interface LoopOutside {
  readonly writer: GraphWriter;
  /** The name of a tensor outside. */
  nameOf(id: number): string;
  /** TensorFlow's number of the type of a tensor outside. */
  typeOf(id: number): number;
  /** The four 32-bit words of the step's counter, where something is drawn. */
  readonly counter: string | null;
  /** Writes the operations of a turn within a frame, by the names of what is known there; gives the wanted ones' names. */
  writeTurn(frame: LoopFrame, turn: RecordedTurn, known: ReadonlyMap<number, string>, wanted: readonly number[]): readonly string[];
}

/**
 * Writes a repeat's way there, or its way back, as loops: 10,000 turns are as many nodes as one. `inputs` are the tensors of the operation, the weights of
 * all turns last. Gives the names of what it gives: on the way there the end, the kept states and the averages; on the way back the gradients.
 */
export function writeLoop(
  outside: LoopOutside,
  loop: RecordedLoop,
  inputs: readonly string[],
  stacked: readonly string[],
): readonly string[] {
  return new LoopWriter(outside, loop, stacked).write(inputs);
}

class LoopWriter {
  readonly #outside: LoopOutside;
  readonly #loop: RecordedLoop;
  readonly #stacked: readonly string[];
  readonly #root: LoopFrame;
  readonly #length: number;

  constructor(outside: LoopOutside, loop: RecordedLoop, stacked: readonly string[]) {
    this.#outside = outside;
    this.#loop = loop;
    this.#stacked = stacked;
    this.#root = new LoopFrame(outside.writer);
    this.#length = segmentOf(loop.turns);
  }

  write(inputs: readonly string[]): readonly string[] {
    return this.#loop.back ? this.#back(inputs, this.#loop.back) : this.#there(inputs);
  }

  /** Each turn puts its state where the next segment begins, so that the last one to write there is that which begins it. */
  #there([x = '']: readonly string[]): readonly string[] {
    const { turns, shape, result, resultShapes } = this.#loop;
    const root = this.#root;
    const states = this.#list(root, shape, Math.ceil(turns / this.#length) + 1);
    const averages = resultShapes.map((own) => this.#list(root, own, turns));
    const [, y = '', kept = '', ...moved] = root.loop(
      [
        { type: dataTypes.int32, first: root.int(0) },
        { type: dataTypes.float32, first: x },
        { type: variant, first: states },
        ...averages.map((first) => ({ type: variant, first })),
      ],
      (frame, [turn = '']) => frame.node('Less', [turn, frame.int(turns)], { T: int32 }),
      (frame, [turn = '', state = '', list = '', ...lists]) => {
        const segment = this.#calc(
          frame,
          'FloorDiv',
          this.#calc(frame, 'AddV2', turn, frame.int(this.#length - 1)),
          frame.int(this.#length),
        );
        const [next = '', ...values] = this.#turn(frame, this.#loop, turn, new Map([[this.#loop.state, state]]), result);
        return [
          this.#calc(frame, 'AddV2', turn, frame.int(1)),
          next,
          this.#set(frame, list, segment, state),
          ...lists.map((own, at) => this.#set(frame, own, turn, values[at] ?? '')),
        ];
      },
    );
    return [y, kept, ...moved.map((list, at) => this.#stack(list, resultShapes[at] ?? [], turns))];
  }

  /** Segment by segment from the last: its states anew from the one that was kept, then its turns from the last. */
  #back([dy = '', states = '']: readonly string[], { dy: dyId, forward }: NonNullable<RecordedLoop['back']>): readonly string[] {
    const { turns, shape, result, resultShapes } = this.#loop;
    const root = this.#root;
    const segments = Math.ceil(turns / this.#length);
    const [, dx = '', ...lists] = root.loop(
      [
        { type: dataTypes.int32, first: root.int(segments - 1) },
        { type: dataTypes.float32, first: dy },
        ...resultShapes.map((own) => ({ type: variant, first: this.#list(root, own, turns) })),
      ],
      (frame, [segment = '']) => frame.node('GreaterEqual', [segment, frame.int(0)], { T: int32 }),
      (frame, [segment = '', arriving = '', ...gathered]) => {
        const first = this.#calc(frame, 'Mul', segment, frame.int(this.#length));
        const own = this.#calc(frame, 'Minimum', frame.int(this.#length), this.#calc(frame, 'Sub', frame.int(turns), first));
        const start = this.#get(frame, frame.bring(states, variant), segment, shape);
        const began = this.#set(frame, this.#list(frame, shape, this.#length), frame.int(0), start);
        const [, , filled = ''] = frame.loop(
          [
            { type: dataTypes.int32, first: frame.int(1) },
            { type: dataTypes.float32, first: start },
            { type: variant, first: began },
          ],
          (inner, [at = '']) => inner.node('Less', [at, inner.bring(own, dataTypes.int32)], { T: int32 }),
          (inner, [at = '', state = '', list = '']) => {
            const turn = this.#calc(inner, 'Sub', this.#calc(inner, 'AddV2', inner.bring(first, dataTypes.int32), at), inner.int(1));
            const [next = ''] = this.#turn(inner, forward, turn, new Map([[forward.state, state]]), [forward.result]);
            return [this.#calc(inner, 'AddV2', at, inner.int(1)), next, this.#set(inner, list, at, next)];
          },
        );
        const [, back = '', ...after] = frame.loop(
          [
            { type: dataTypes.int32, first: this.#calc(frame, 'Sub', own, frame.int(1)) },
            { type: dataTypes.float32, first: arriving },
            ...gathered.map((list) => ({ type: variant, first: list })),
          ],
          (inner, [at = '']) => inner.node('GreaterEqual', [at, inner.int(0)], { T: int32 }),
          (inner, [at = '', given = '', ...parts]) => {
            const turn = this.#calc(inner, 'AddV2', inner.bring(first, dataTypes.int32), at);
            const state = this.#get(inner, inner.bring(filled, variant), at, shape);
            const known = new Map([
              [this.#loop.state, state],
              [dyId, given],
            ]);
            const [next = '', ...slices] = this.#turn(inner, this.#loop, turn, known, result);
            return [
              this.#calc(inner, 'Sub', at, inner.int(1)),
              next,
              ...parts.map((list, place) => this.#set(inner, list, turn, slices[place] ?? '')),
            ];
          },
        );
        return [this.#calc(frame, 'Sub', segment, frame.int(1)), back, ...after];
      },
    );
    return [dx, ...lists.map((list, at) => this.#stack(list, resultShapes[at] ?? [], turns))];
  }

  /** One turn's operations: its weights are cut out of those of all turns, what it draws is drawn for this turn. */
  #turn(
    frame: LoopFrame,
    turn: RecordedTurn,
    number: string,
    given: ReadonlyMap<number, string>,
    wanted: readonly number[],
  ): readonly string[] {
    const known = new Map(given);
    turn.slices.forEach((id, at) => {
      const all = frame.bring(this.#stacked[at] ?? '', dataTypes.float32);
      known.set(
        id,
        frame.node('GatherV2', [all, number, frame.int(0)], { Tparams: float, Tindices: int32, Taxis: int32, batch_dims: { i: 0 } }),
      );
    });
    for (const [id, random] of turn.randoms) known.set(id, this.#uniform(frame, random, number));
    for (const id of this.#loop.captured) known.set(id, frame.bring(this.#outside.nameOf(id), this.#outside.typeOf(id)));
    return this.#outside.writeTurn(frame, turn, known, wanted);
  }

  /** Uniform numbers as outside a repeat, the second word of the counter the turn. */
  #uniform(frame: LoopFrame, { stream, seed, shape }: RandomTensor, turn: string): string {
    const key = streamKey(seed, stream);
    const cast = { T: int32, type: { type: dataTypes.uint64 } };
    const place = frame.node('Mul', [frame.ints([2, 2], [0, 1, 0, 0]), turn], { T: int32 });
    const words = this.#calc(
      frame,
      'AddV2',
      frame.bring(required(this.#outside.counter ?? undefined, 'a counter'), dataTypes.int32),
      place,
    );
    const counter = frame.node('Bitcast', [words], cast);
    const key64 = frame.node('Bitcast', [frame.ints([1, 2], [key[0] | 0, key[1] | 0])], cast);
    return frame.node('StatelessRandomUniformV2', [frame.ints([shape.length], shape), key64, counter, frame.int(1)], {
      dtype: float,
      Tshape: int32,
    });
  }

  #calc(frame: LoopFrame, op: string, a: string, b: string): string {
    return frame.node(op, [a, b], { T: int32 });
  }

  #list(frame: LoopFrame, shape: readonly number[], size: number): string {
    return frame.node('TensorListReserve', [frame.ints([shape.length], shape), frame.int(size)], {
      element_dtype: float,
      shape_type: int32,
    });
  }

  #set(frame: LoopFrame, list: string, at: string, item: string): string {
    return frame.node('TensorListSetItem', [list, at, item], { element_dtype: float, resize_if_index_out_of_bounds: { b: false } });
  }

  #get(frame: LoopFrame, list: string, at: string, shape: readonly number[]): string {
    return frame.node('TensorListGetItem', [list, at, frame.ints([shape.length], shape)], { element_dtype: float });
  }

  #stack(list: string, shape: readonly number[], size: number): string {
    return this.#root.node('TensorListStack', [list, this.#root.ints([shape.length], shape)], {
      element_dtype: float,
      num_elements: { i: size },
    });
  }
}
