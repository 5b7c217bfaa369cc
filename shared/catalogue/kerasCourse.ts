/** Python of what Keras lacks for the course of a training: a warm-up in front of a schedule, or of a callback, and a momentum that moves. */
export const courseSources = {
  /** A schedule of the step, or a number, with a warm-up in front. */
  WarmUp: `
class WarmUp(keras.optimizers.schedules.LearningRateSchedule):
    """Rises from a share \`start\` of the learning rate to all of it in \`steps\` steps; \`after\` begins then."""

    def __init__(self, after, steps, start):
        self.after, self.steps, self.start = after, steps, start

    def __call__(self, step):
        step = keras.ops.cast(step, "float32")
        share = keras.ops.minimum(self.start + (1 - self.start) * step / self.steps, 1.0)
        rate = self.after(keras.ops.maximum(step - self.steps, 0.0)) if callable(self.after) else self.after
        return rate * share

    def get_config(self):
        return {"after": self.after, "steps": self.steps, "start": self.start}
`,
  /** The same where callbacks set the learning rate: they see all of it. */
  WarmUpSteps: `
class WarmUpSteps(keras.callbacks.Callback):
    """Takes a share of the learning rate in the first \`steps\` steps, rising from \`start\`. Callbacks after it see the whole rate."""

    def __init__(self, steps, start):
        super().__init__()
        self.steps, self.start, self.step = steps, start, 0

    def on_epoch_begin(self, epoch, logs=None):
        self.whole = float(self.model.optimizer.learning_rate)

    def on_train_batch_begin(self, batch, logs=None):
        share = min(1.0, self.start + (1 - self.start) * self.step / self.steps)
        self.model.optimizer.learning_rate = self.whole * share
        self.step += 1

    def on_epoch_end(self, epoch, logs=None):
        self.model.optimizer.learning_rate = self.whole
`,
  /** An optimizer that reads its momentum at each step. */
  moving: `
def moving(kind, name, momentum):
    """A kind of optimizer whose argument \`name\` follows \`momentum\`, a function of the step."""

    class Moving(kind):
        def build(self, variables):
            if not self.built:
                self.before = keras.Variable(1.0, trainable=False)
            super().build(variables)

        def _backend_update_step(self, gradients, variables, learning_rate):
            given = getattr(self, name)
            now = keras.ops.cast(momentum(self.iterations), "float32")
            setattr(self, name, now)
            # Nadam keeps the product of its momenta: of what they are now, in all steps.
            if hasattr(self, "_u_product"):
                steps = keras.ops.cast(self.iterations, "float32")
                self._u_product.assign(self._u_product * (now / self.before) ** steps)
                self.before.assign(now)
            super()._backend_update_step(gradients, variables, learning_rate)
            setattr(self, name, given)

    return Moving
`,
  /** One that stands where the momentum is about to lead, and so asks for that of the next step. */
  moving_ahead: `
def moving_ahead(kind, name, momentum):
    """A kind of optimizer whose argument \`name\` follows \`momentum\`, a function of the step, and which leads ahead by that of the next one."""

    class Moving(kind):
        def _backend_update_step(self, gradients, variables, learning_rate):
            given = getattr(self, name)
            setattr(self, name, momentum(self.iterations))
            self.following = momentum(self.iterations + 1)
            super()._backend_update_step(gradients, variables, learning_rate)
            self.following = None
            setattr(self, name, given)

        def finalize_variable_values(self, variables):
            self.following = float(momentum(self.iterations))
            super().finalize_variable_values(variables)

    return Moving
`,
  /** One that asks whether its momentum is 0, and so keeps a number there. */
  moving_slots: `
def moving_slots(kind, momentum):
    """A kind of optimizer whose momentum follows \`momentum\`, a function of the step. It keeps its number, and what that is multiplied with is changed."""

    class Moving(kind):
        def update_step(self, gradient, variable, learning_rate):
            now = momentum(self.iterations)
            slots = self.momentums if hasattr(self, "momentums") else self._momentums
            kept = slots[self._get_variable_index(variable)]
            kept.assign(kept * (now / self.momentum))
            super().update_step(gradient, variable, learning_rate)
            if getattr(self, "nesterov", False):
                variable.assign_add(kept * (now - self.momentum))

    return Moving
`,
} as const;
