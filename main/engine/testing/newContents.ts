/** What the activation of the new state (of the new content of a cell) is given in each step of one example: a plain loop. */
export function newContents(
  kind: 'simpleRnn' | 'gru' | 'lstm',
  x: Float32Array,
  steps: number,
  features: number,
  units: number,
  { kernel, recurrent, bias }: Readonly<Record<'kernel' | 'recurrent' | 'bias', Float32Array | Int32Array>>,
): number[] {
  const gates = { simpleRnn: 1, gru: 3, lstm: 4 }[kind];
  const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
  const all: number[] = [];
  let h = Array.from({ length: units }, () => 0);
  let c = Array.from({ length: units }, () => 0);
  for (let step = 0; step < steps; step++) {
    const ofInput = (at: number): number =>
      Array.from({ length: features }, (_, f) => (x[step * features + f] ?? 0) * (kernel[f * gates * units + at] ?? 0)).reduce(
        (a, b) => a + b,
        0,
      ) + (bias[at] ?? 0);
    const ofState = (at: number): number =>
      h.reduce((sum, own, u) => sum + own * (recurrent[u * gates * units + at] ?? 0), kind === 'gru' ? (bias[gates * units + at] ?? 0) : 0);
    const gate = (place: number, unit: number): number => ofInput(place * units + unit) + ofState(place * units + unit);
    const made = Array.from({ length: units }, (_, unit) => {
      if (kind === 'simpleRnn') return gate(0, unit);
      if (kind === 'lstm') return gate(2, unit);
      return ofInput(2 * units + unit) + sigmoid(gate(1, unit)) * ofState(2 * units + unit);
    });
    all.push(...made);
    if (kind === 'lstm') {
      c = c.map((own, unit) => sigmoid(gate(1, unit)) * own + sigmoid(gate(0, unit)) * Math.tanh(made[unit] ?? 0));
      h = c.map((own, unit) => sigmoid(gate(3, unit)) * Math.tanh(own));
    } else if (kind === 'gru') {
      h = h.map((own, unit) => {
        const update = sigmoid(gate(0, unit));
        return update * own + (1 - update) * Math.tanh(made[unit] ?? 0);
      });
    } else h = made.map((own) => Math.tanh(own));
  }
  return all;
}
