import { defineOptimizer } from '../optimizer.ts';
import { float } from '../params.ts';
import { learningRate } from './learningRate.ts';

/** Keras has momentum in another form: `SGD(momentum=...)`. */
export const lectureMomentum = defineOptimizer({
  kind: 'lectureMomentum',
  title: 'Momentum (lecture form)',
  summary:
    'The mean of the gradients so far in place of the gradient. SGD has the form of Keras, v = beta v - rate g: with a fixed rate its steps are these for a rate of learningRate (1 - beta).',
  formula: 'V = beta V + (1 - beta) g;  w = w - learningRate V',
  params: {
    learningRate: learningRate(0.01),
    beta: float({ default: 0.9, min: 0, max: 1, exclusiveMax: true, help: 'How slowly the mean of the gradients forgets; 0.9 is usual.' }),
  },
  keras: {
    name: 'LectureMomentum',
    source: `class LectureMomentum(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.01, beta=0.9, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.beta = beta

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.means = self.add_optimizer_variables(variables, "mean")

    def update_step(self, gradient, variable, learning_rate):
        mean = self.means[self._get_variable_index(variable)]
        mean.assign(self.beta * mean + (1 - self.beta) * gradient)
        variable.assign_sub(learning_rate * mean)
`,
  },
  variants: [{ learningRate: 0.3, beta: 0.5 }],
  slots: () => ({ mean: 0 }),
  hyper: ['learningRate', 'beta'],
  momentum: 'beta',
  kerasMomentum: 'argument',
  scalars(hyper) {
    const beta = hyper('beta');
    return { rate: hyper('learningRate'), beta, part: 1 - beta };
  },
  step({ add, sub, mul }, { weight, gradient, slot, scalar }) {
    const mean = add(mul(slot('mean'), scalar('beta')), mul(gradient, scalar('part')));
    return { weight: sub(weight, mul(mean, scalar('rate'))), slots: { mean } };
  },
});
