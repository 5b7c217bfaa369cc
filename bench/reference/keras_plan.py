"""Trains a plan with Keras, step by step, as asked on standard input; one JSON object a line, one answer a line.

build   {"job", "weights", "data", "targets"}  builds and compiles the model, with its metrics if they are asked for, sets its weights, keeps the data
train   {"batches": [[row, ...], ...]}         one step a batch; answers the losses
fit     {"rows", "batch_size"}                 `fit` over the first rows; answers the milliseconds a step
predict {"rows", "batch_size"}                 the model's outputs for the first rows, a call a batch; answers the milliseconds a batch
evaluate {"batch_size"}                        the metrics of all rows, a batch after the other, without the loss; of a model with one head
save    {"folder"}                             saves the model as model.keras, model.weights.h5, model.h5; answers which of them Keras can
state                                          answers all weights, and the predictions for all rows
rates   {"base", "schedule", "steps"}          answers the learning rate of each step under a schedule
rates   {"base", "callback", "metrics"}        answers the learning rate after each epoch under a callback
watch   {"callback", "metrics"}                answers the best value after each epoch, until a callback stops, and the epoch it stopped after
sample  {"initializer", "sources", "shape"}    answers a weight as an initializer fills it
arguments {"classes"}                          answers the arguments of Keras's own layers by class; [] of a class that it has not
"""

import base64
import functools
import inspect
import json
import os
import sys
import tempfile
import time

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras  # noqa: E402
import numpy as np  # noqa: E402


def array(data):
    return np.frombuffer(base64.b64decode(data["numbers"]), dtype=data["dtype"]).reshape(data["shape"])


def encode(values):
    values = np.ascontiguousarray(values, dtype=np.float32)
    return {"shape": list(values.shape), "dtype": "float32", "numbers": base64.b64encode(values.tobytes()).decode()}


# Where the class of an argument is looked for.
families = [
    keras.initializers,
    keras.regularizers,
    keras.constraints,
    keras.optimizers.schedules,
    keras.layers,
    keras.metrics,
    keras.losses,
]


def define(sources):
    """What a job defines itself, by name: the parts that Keras lacks."""
    names = {"keras": keras, "np": np}
    for source in sources:
        exec(source, names)
    return names


class Maker:
    """Makes objects out of class names and arguments."""

    def __init__(self, sources):
        self.sources = define(sources)

    def make(self, module, name, config):
        """An object of Keras, or of what the job itself defines, its arguments made first."""
        found = self.sources.get(name) or getattr(module, name)
        # JSON does not tell 1.0 from 1, and some arguments take floats only.
        defaults = {argument: own.default for argument, own in inspect.signature(found).parameters.items()}
        arguments = {argument: self.value(given) for argument, given in config.items()}
        for argument, given in arguments.items():
            if type(given) is int and type(defaults.get(argument)) is float:
                arguments[argument] = float(given)
        return found(**arguments)

    def value(self, given):
        if isinstance(given, list):
            return [self.value(entry) for entry in given]
        if not isinstance(given, dict):
            return given
        if "function" in given:
            function = self.sources.get(given["function"]) or getattr(keras.activations, given["function"])
            return functools.partial(function, **{argument: self.value(entry) for argument, entry in given["config"].items()})
        name = given["class_name"]
        if name == "WatchedLoss":
            loss = given["config"]["loss"]
            return self.sources[name](self.make(keras.losses, loss["class_name"], loss["config"]), given["config"]["name"])
        return self.make(next((own for own in families if hasattr(own, name)), None), name, given["config"])


class Plan(Maker):
    def __init__(self, message):
        job = message["job"]
        super().__init__(job["sources"])
        tensors = {entry["id"]: keras.Input(entry["shape"]) for entry in job["inputs"]}
        inputs = list(tensors.values())
        self.layers = {}
        self.call(job["layers"], tensors)
        self.model = keras.Model(inputs, [tensors[head["source"]] for head in job["heads"]])
        if "weightPenalty" in job:
            self.penalize(self.value(job["weightPenalty"]["penalty"]), tuple(job["weightPenalty"]["endings"]))
        # JSON does not tell 0.0 from 0, and optimizers take numbers as floats only.
        choices = {name: float(value) if type(value) is int else value for name, value in job["optimizer"]["config"].items()}
        optimizer = self.make(keras.optimizers, job["optimizer"]["class_name"], choices)
        self.model.compile(
            optimizer=optimizer,
            loss=[self.make(keras.losses, head["loss"]["class_name"], head["loss"]["config"]) for head in job["heads"]],
            loss_weights=[head["lossWeight"] for head in job["heads"]],
            metrics=[[self.value(metric) for metric in head["metrics"]] for head in job["heads"]] if message.get("metrics") else None,
            run_eagerly=message.get("eager", False),
        )
        for key, data in message.get("weights", {}).items():
            layer_id, name = key.rsplit("/", 1)
            self.assign(layer_id, name, array(data))
        weights = job.get("classWeights")
        self.class_weight = None if weights is None else dict(enumerate(weights))
        self.data = [array(data) for data in message["data"]]
        self.targets = [array(data) for data in message["targets"]]

    def call(self, entries, tensors, turn=""):
        """Calls layers on the tensors they name and puts what they give among these; layers within a repeat are made for each turn."""
        for entry in entries:
            given = [tensors[name] for name in entry["inputs"]]
            repeat = entry.get("repeat")
            if repeat:
                value = given[0]
                for at in range(repeat["turns"]):
                    within = {repeat["input"]: value}
                    self.call(repeat["layers"], within, f"{turn}/{at}")
                    value = within[repeat["source"]]
                tensors[entry["id"]] = value
                continue
            name = entry["layerId"] + turn
            layer = self.layers.get(name)
            if layer is None:
                layer = self.make(keras.layers, entry["className"], entry["config"])
                # Keras's SimpleRNN takes the argument and forgets it.
                if "activity_regularizer" in entry["config"]:
                    layer.activity_regularizer = self.value(entry["config"]["activity_regularizer"])
                self.layers[name] = layer
            tensors[entry["id"]] = layer(given, **entry.get("call", {})) if entry["merges"] else layer(*given, **entry.get("call", {}))

    def penalize(self, penalty, endings):
        """Every kernel pays a penalty besides its own: every weight whose name ends so."""
        for variable in self.model.trainable_variables:
            if variable.name.endswith(endings):
                own = variable.regularizer
                variable.regularizer = penalty if own is None else (lambda x, own=own: own(x) + penalty(x))

    def assign(self, layer_id, name, values):
        """Gives a layer a weight; layers within a repeat theirs, which are stacked."""
        layer = self.layers.get(layer_id)
        if layer is not None:
            layer.weights[self.weight_order(layer_id).index(name)].assign(values)
            return
        for turn, own in enumerate(values):
            self.assign(f"{layer_id}/{turn}", name, own)

    def weight_order(self, layer_id):
        """Names of a layer's weights; of those of layers within it, with the name of the inner layer in front."""
        names = []
        for variable in self.layers[layer_id].weights:
            within = [part for part in variable.path.split("/")[1:-1] if not part.endswith("_cell")]
            names.append("_".join([*(part.split("_")[0] if part.startswith(("forward_", "backward_")) else part for part in within), variable.name]))
        return names

    def save(self, folder, **_):
        saved = []
        for name in ["model.weights.h5", "model.keras", "model.h5"]:
            path = os.path.join(folder, name)
            try:
                self.model.save_weights(path) if name.endswith(".weights.h5") else self.model.save(path)
                saved.append(name)
            # Of some functions with arguments of their own Keras can save weights only.
            except (TypeError, NotImplementedError):
                pass
        return {"saved": saved}

    def train(self, batches):
        losses = []
        for rows in batches:
            x = [column[rows] for column in self.data]
            y = [column[rows] for column in self.targets]
            result = self.model.train_on_batch(
                x if len(x) > 1 else x[0], y if len(y) > 1 else y[0], class_weight=self.class_weight, return_dict=True
            )
            losses.append(float(result["loss"]))
            self.model.reset_metrics()
        return {"losses": losses}

    def evaluate(self, batch_size):
        x = self.data if len(self.data) > 1 else self.data[0]
        results = self.model.evaluate(x, self.targets[0], batch_size=batch_size, verbose=0)
        return {"metrics": [float(value) for value in results[1:]]}

    def fit(self, rows, batch_size):
        x = [column[:rows] for column in self.data]
        y = [column[:rows] for column in self.targets]
        began = time.perf_counter()
        self.model.fit(x if len(x) > 1 else x[0], y if len(y) > 1 else y[0], batch_size=batch_size, epochs=1, shuffle=True, verbose=0)
        return {"milliseconds": (time.perf_counter() - began) * 1000 / -(-rows // batch_size)}

    def predict(self, rows, batch_size):
        batches = [[column[at : at + batch_size] for column in self.data] for at in range(0, rows, batch_size)]
        began = time.perf_counter()
        for batch in batches:
            self.model.predict_on_batch(batch if len(batch) > 1 else batch[0])
        return {"milliseconds": (time.perf_counter() - began) * 1000 / len(batches)}

    def state(self):
        # As at the end of `fit`: some optimizers keep other numbers in the variables while they train.
        self.model.optimizer.finalize_variable_values(self.model.trainable_variables)
        weights = {
            f"{layer_id}/{name}": encode(variable.numpy())
            for layer_id, layer in self.layers.items()
            for name, variable in zip(self.weight_order(layer_id), layer.weights)
        }
        predicted = self.model.predict(self.data if len(self.data) > 1 else self.data[0], verbose=0)
        predicted = predicted if isinstance(predicted, list) else [predicted]
        return {"weights": weights, "predictions": [encode(values) for values in predicted]}


def rates(base, schedule=None, steps=0, callback=None, metrics=(), sources=()):
    maker = Maker(sources)
    if schedule is not None:
        made = maker.make(keras.optimizers.schedules, schedule["class_name"], schedule["config"])
        return {"rates": [float(made(step)) for step in range(steps)]}
    made = maker.make(keras.callbacks, callback["class_name"], callback["config"])
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.SGD(base), loss="mse")
    made.set_model(model)
    made.on_train_begin()
    result = []
    for epoch, value in enumerate(metrics):
        made.on_epoch_end(epoch, {"val_loss": value})
        result.append(float(model.optimizer.learning_rate.numpy()))
    return {"rates": result}


def watch(callback, metrics):
    made = Maker([]).make(keras.callbacks, callback["class_name"], callback["config"])
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(loss="mse")
    made.set_model(model)
    made.on_train_begin()
    best, stopped = [], 0
    with tempfile.TemporaryDirectory() as folder:
        if hasattr(made, "filepath"):
            made.filepath = os.path.join(folder, os.path.basename(made.filepath))
        for epoch, value in enumerate(metrics):
            made.on_epoch_end(epoch, {"val_loss": value})
            known = made.best is not None and np.isfinite(made.best)
            best.append(float(made.best) if known else -1.0)
            if getattr(model, "stop_training", False):
                stopped = epoch + 1
                break
    return {"best": best, "stopped": [float(stopped)]}


def main():
    plan = None
    for line in sys.stdin:
        message = json.loads(line)
        command = message.pop("command")
        if command == "build":
            keras.backend.clear_session()
            plan = Plan(message)
            answer = {"version": keras.__version__}
        elif command == "arguments":
            given = ("self", "kwargs", "name", "dtype", "trainable")
            found = {name: getattr(keras.layers, name, None) for name in message["classes"]}
            answer = {
                name: [] if own is None else [argument for argument in inspect.signature(own.__init__).parameters if argument not in given]
                for name, own in found.items()
            }
        elif command == "sample":
            keras.utils.set_random_seed(0)
            initializer = message["initializer"]
            made = Maker(message["sources"]).make(keras.initializers, initializer["class_name"], initializer["config"])
            answer = encode(keras.ops.convert_to_numpy(made(tuple(message["shape"]))))
        elif command in ("rates", "watch"):
            answer = {"rates": rates, "watch": watch}[command](**message)
        else:
            answer = getattr(plan, command)(**message)
        print(json.dumps(answer), flush=True)


main()
