import { defineOptimizer } from '../optimizer.ts';
import { float } from '../params.ts';
import { learningRate } from './learningRate.ts';

/** Keras has Nesterov momentum in another form: `SGD(momentum=..., nesterov=True)`. */
export const lectureNesterov = defineOptimizer({
  kind: 'lectureNesterov',
  title: 'Nesterov (lecture form)',
  summary:
    'Takes the gradient where the momentum is about to lead, w - beta V. SGD with Nesterov has the form of Keras, whose weights are those points: with a fixed rate and beta they are w - beta V of this one.',
  formula: 'V = beta V + learningRate g(w - beta V);  w = w - V',
  params: {
    learningRate: learningRate(0.01),
    beta: float({ default: 0.9, min: 0, max: 1, exclusiveMax: true, help: 'Share of the last step that is kept; 0.9 is usual.' }),
  },
  keras: {
    name: 'LectureNesterov',
    // Keras takes gradients at its variables: so they are the points ahead, until training ends.
    source: `class LectureNesterov(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.01, beta=0.9, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.beta = beta
        # Of the next step, where beta moves.
        self.following = None

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.velocities = self.add_optimizer_variables(variables, "velocity")

    def _apply_weight_decay(self, variables):
        if self.weight_decay is None:
            return
        for variable in variables:
            ahead = self.beta * self.velocities[self._get_variable_index(variable)]
            variable.assign((variable + ahead) * (1 - self.learning_rate * self.weight_decay) - ahead)

    def update_step(self, gradient, variable, learning_rate):
        velocity = self.velocities[self._get_variable_index(variable)]
        weight = variable + self.beta * velocity
        velocity.assign(self.beta * velocity + learning_rate * gradient)
        following = self.beta if self.following is None else self.following
        variable.assign(weight - velocity - following * velocity)

    def look_ahead(self, variables):
        """Undoes what \`finalize_variable_values\` did, for a step after it."""
        for variable in variables:
            variable.assign_sub(self.beta * self.velocities[self._get_variable_index(variable)])

    def finalize_variable_values(self, variables):
        super().finalize_variable_values(variables)
        for variable in variables:
            velocity = self.velocities[self._get_variable_index(variable)]
            variable.assign_add((self.beta if self.following is None else self.following) * velocity)
`,
  },
  variants: [{ learningRate: 0.3, beta: 0.5 }],
  slots: () => ({ velocity: 0 }),
  hyper: ['learningRate', 'beta'],
  momentum: 'beta',
  kerasMomentum: 'ahead',
  scalars: (hyper) => ({ rate: hyper('learningRate'), beta: hyper('beta') }),
  lookAhead: ({ sub, mul }, { weight, slot, scalar }) => sub(weight, mul(slot('velocity'), scalar('beta'))),
  step({ add, sub, mul }, { weight, gradient, slot, scalar }) {
    const velocity = add(mul(slot('velocity'), scalar('beta')), mul(gradient, scalar('rate')));
    return { weight: sub(weight, velocity), slots: { velocity } };
  },
});
