/** A loss of two weights, to be walked on. */
export interface Surface {
  readonly id: string;
  readonly title: string;
  /** What there is to be seen on it. */
  readonly text: string;
  loss(x: number, y: number): number;
  slope(x: number, y: number): readonly [number, number];
  /** Where every walk begins. */
  readonly start: readonly [number, number];
  /** The part that is shown: both axes from -reach to reach. */
  readonly reach: number;
  /** A learning rate that is about right for gradient descent. */
  readonly rate: number;
  /** Standard deviation of what is added to each slope, as a small batch adds it; absent = nothing is. */
  readonly noise?: readonly [number, number];
  /** The minimum of the loss, where it is to be seen. */
  readonly minimum?: readonly [number, number];
}

export const surfaces: readonly Surface[] = [
  {
    id: 'bowl',
    title: 'Bowl',
    text: 'One minimum, steeper one way than the other. Too large a rate throws plain gradient descent out across the steep way; too small a rate leaves it halfway.',
    loss: (x, y) => (x * x) / 2 + 2 * y * y,
    slope: (x, y) => [x, 4 * y],
    start: [-2.6, 1.8],
    reach: 3,
    rate: 0.1,
  },
  {
    id: 'valley',
    title: 'Valley',
    text: 'A narrow bent valley (Rosenbrock): down to its floor is quick, along it is slow. Momentum and a step length of its own for each weight help.',
    loss: (x, y) => ((1 - x) ** 2 + 8 * (y - x * x) ** 2) / 8,
    slope: (x, y) => [(-2 * (1 - x) - 32 * x * (y - x * x)) / 8, (16 * (y - x * x)) / 8],
    start: [-1.5, 1.6],
    reach: 2.2,
    rate: 0.05,
  },
  {
    id: 'saddle',
    title: 'Saddle',
    text: 'Flat in the middle, down to both sides. Gradient descent lingers where the slope is nearly nothing; what divides by the size of gradients leaves soon.',
    loss: (x, y) => (x * x) / 2 - (y * y) / 2 + y ** 4 / 16,
    slope: (x, y) => [x, -y + y ** 3 / 4],
    start: [-2.4, 0.01],
    reach: 3,
    rate: 0.1,
  },
  {
    id: 'minima',
    title: 'Many minima',
    text: 'A wide bowl full of holes. Small steps end in the nearest one; momentum rolls through some of them.',
    loss: (x, y) => (x * x + y * y) / 8 + (2 - Math.cos(3 * x) - Math.cos(3 * y)) / 3,
    slope: (x, y) => [x / 4 + Math.sin(3 * x), y / 4 + Math.sin(3 * y)],
    start: [-2.7, 2.3],
    reach: 3.2,
    rate: 0.1,
  },
  {
    id: 'uneven',
    title: 'Uneven',
    text: 'Ten times as steep along x as along y, with noise in proportion, as of small batches; the cross is the minimum. An L2 penalty is part of the gradient, and Adam divides it by the size of the gradients: y is held back, x hardly. Decoupled decay makes both smaller by the same share.',
    loss: (x, y) => ((x - 2) ** 2 + (y - 2) ** 2 / 10) / 2,
    slope: (x, y) => [x - 2, (y - 2) / 10],
    start: [-1.5, -1],
    reach: 3,
    rate: 0.05,
    noise: [2, 0.2],
    minimum: [2, 2],
  },
];
