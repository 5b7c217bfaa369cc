import type { NeuronView } from '../../../shared/ipc/neuron.ts';
import { formatSigned } from '../../ui/formatNumber.ts';
import { seriesColour } from '../../ui/seriesColour.ts';
import { inputName } from './inputName.ts';
import { boxAround, halfPlane, type Point } from './halfPlane.ts';

const side = 240;
const edge = 30;

interface InputPlaneProps {
  readonly view: NeuronView;
  readonly plane: NonNullable<NeuronView['plane']>;
}

/** The plane of a layer's two inputs: examples by class, the line where the unit's sum is 0, the positive side shaded, and the example that is looked at. */
export function InputPlane({ view: { inputs, weights, bias, sum }, plane: { points, classes } }: InputPlaneProps) {
  const own: Point = [inputs[0] ?? 0, inputs[1] ?? 0];
  const box = boxAround([...points, own]);
  const { low, high } = box;
  const { positive, line } = halfPlane([weights[0] ?? 0, weights[1] ?? 0], bias ?? 0, box);
  const place = ([x, y]: Point): Point => [((x - low[0]) / (high[0] - low[0])) * side, (1 - (y - low[1]) / (high[1] - low[1])) * side];
  const colour = (at: number): string => `var(${seriesColour(classes?.of[at] ?? 0)})`;
  const path = (list: readonly Point[]): string =>
    list
      .map((point) =>
        place(point)
          .map((value) => value.toFixed(1))
          .join(),
      )
      .join(' ');
  const [ownX, ownY] = place(own);
  const [from, to] = line ? [place(line[0]), place(line[1])] : [null, null];
  return (
    <figure className="m-0 flex flex-wrap items-center gap-x-4 gap-y-2">
      <svg
        viewBox={`${-edge} -2 ${side + edge + 6} ${side + 20}`}
        className="block w-75 shrink-0"
        role="img"
        aria-label={`The two inputs of the layer: ${points.length} examples, and the line where the unit's sum is 0${line ? '' : ', which lies outside'}`}
      >
        <rect x={0} y={0} width={side} height={side} className="fill-sunken stroke-edge" />
        {positive.length > 2 && <polygon points={path(positive)} className="fill-accent opacity-20" data-testid="positive-side" />}
        {points.map((point, at) => {
          const [x, y] = place(point);
          return <circle key={at} cx={x} cy={y} r={2} fill={colour(at)} opacity={0.75} />;
        })}
        {from && to && <line x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} className="stroke-accent" strokeWidth={2} />}
        <circle cx={ownX} cy={ownY} r={6} className="fill-none stroke-ink" strokeWidth={2} />
        <text x={0} y={side + 13} className="fill-faint text-[10px]">
          {formatSigned(Number(low[0].toPrecision(2)))}
        </text>
        <text x={side / 2} y={side + 13} textAnchor="middle" className="fill-faint text-[10px]">
          {inputName(0, null)}
        </text>
        <text x={side} y={side + 13} textAnchor="end" className="fill-faint text-[10px]">
          {formatSigned(Number(high[0].toPrecision(2)))}
        </text>
        <text x={-4} y={side} textAnchor="end" className="fill-faint text-[10px]">
          {formatSigned(Number(low[1].toPrecision(2)))}
        </text>
        <text x={-4} y={side / 2} textAnchor="end" className="fill-faint text-[10px]">
          {inputName(1, null)}
        </text>
        <text x={-4} y={9} textAnchor="end" className="fill-faint text-[10px]">
          {formatSigned(Number(high[1].toPrecision(2)))}
        </text>
      </svg>
      <figcaption className="flex min-w-40 flex-1 flex-col gap-1 text-xs text-muted">
        <span>
          {line
            ? `The line is where z = 0: ${equation(weights, bias ?? 0)}.`
            : `The line where z = 0 lies outside: z is ${sum > 0 ? 'positive' : 'negative'} everywhere here.`}
        </span>
        <span>Shaded: z is positive.</span>
        <span>Ring: this example.</span>
        {classes?.names.map((name, at) => (
          <span key={name} className="flex items-center gap-1.5">
            <span className="inline-block size-2 rounded-full" style={{ background: `var(${seriesColour(at)})` }} />
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** `1.6 x₀ − 0.3 x₁ + 0.8 = 0`. */
function equation(weights: readonly number[], bias: number): string {
  const terms = [...weights.map((weight, at) => [weight, ` ${inputName(at, null)}`] as const), [bias, ''] as const];
  const [first, ...others] = terms.map(([value, name], at) =>
    at === 0 ? `${formatSigned(value)}${name}` : `${value < 0 ? '−' : '+'} ${formatSigned(Math.abs(value))}${name}`,
  );
  return `${[first, ...others].join(' ')} = 0`;
}
