import type uPlot from 'uplot';
import type { ChartLine } from './chartLines.ts';
import { resolveColour, withAlpha } from './runColour.ts';

/** A place on the curves; behind it the gap between training and validation is shaded. */
export interface ChartMark {
  readonly x: number;
  readonly title: string;
}

/** Draws a mark over a chart: a line with its title, and behind it the gap between the training and the validation line. */
export function drawMark(self: uPlot, lines: readonly ChartLine[], mark: ChartMark | undefined): void {
  if (!mark) return;
  const { ctx } = self;
  const { left, top, width, height } = self.bbox;
  const x = self.valToPos(mark.x, 'x', true);
  if (!(x >= left && x <= left + width)) return;
  const colour = resolveColour('--warning');
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  const [train, held] = (['train', 'validation'] as const).map(
    (split) => lines.find((line) => line.split === split && line.head === '')?.line,
  );
  if (train && held) {
    const points = ({ xs, ys }: ChartLine['line']): (readonly [number, number])[] =>
      xs.flatMap((at, index) => (at >= mark.x ? [[self.valToPos(at, 'x', true), self.valToPos(ys[index] ?? 0, 'y', true)] as const] : []));
    const ring = [...points(held), ...points(train).toReversed()];
    ctx.beginPath();
    for (const [at, y] of ring) ctx.lineTo(at, y);
    ctx.closePath();
    ctx.fillStyle = withAlpha(colour, 0.14);
    ctx.fill();
  }
  const pixel = devicePixelRatio;
  ctx.strokeStyle = colour;
  ctx.lineWidth = pixel;
  ctx.setLineDash([4 * pixel, 3 * pixel]);
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, top + height);
  ctx.stroke();
  ctx.font = `${11 * pixel}px system-ui, sans-serif`;
  ctx.fillStyle = colour;
  const gap = 5 * pixel;
  const room = ctx.measureText(mark.title).width + gap;
  // Beside the line where there is room, else as near to it as the chart goes.
  const at = x + room <= left + width ? x + gap : Math.max(left + gap, x - room);
  ctx.textAlign = 'left';
  ctx.fillText(mark.title, at, top + 12 * pixel);
  ctx.restore();
}
