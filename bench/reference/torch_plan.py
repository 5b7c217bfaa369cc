"""Trains a plan with PyTorch on the CPU, as asked on standard input; one JSON object a line, one answer a line.

build   {"job", "weights", "data", "targets"}  builds the model with weights of its own, keeps the data
fit     {"rows", "batch_size"}                 an epoch over the first rows, shuffled; answers the milliseconds a step
predict {"rows", "batch_size"}                 the model's outputs for the first rows, a call a batch; answers the milliseconds a batch

TORCH_VARIANT says how: `eager` (NCHW), `channels_last`, or `compiled` (channels_last under torch.compile). Adam is the fused one.
"""

import base64
import json
import os
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

variant = os.environ.get("TORCH_VARIANT", "eager")
layout = torch.contiguous_format if variant == "eager" else torch.channels_last
activations = {"linear": lambda x: x, "relu": F.relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "softmax": lambda x: x}


def array(data):
    return np.frombuffer(base64.b64decode(data["numbers"]), dtype=data["dtype"]).reshape(data["shape"])


def padded(config, size):
    """Keras's `same` for odd kernels and a step of one; other cases are not among the networks compared."""
    if config.get("padding", "valid") == "valid":
        return 0
    return [length // 2 for length in size]


class Network(nn.Module):
    def __init__(self, job):
        super().__init__()
        self.job = job
        self.own = nn.ModuleDict()
        for layer in job["layers"]:
            config, key = layer["config"], layer["layerId"].replace(".", "_")
            match layer["className"]:
                case "Dense":
                    self.own[key] = nn.LazyLinear(config["units"], bias=config.get("use_bias", True))
                case "Conv2D":
                    size = config["kernel_size"]
                    steps = config.get("strides", 1)
                    # Keras pads an even picture with a step of two on the far side only; the amount of work is the same.
                    self.own[key] = nn.LazyConv2d(
                        config["filters"], size, steps, padding=padded(config, size), bias=config.get("use_bias", True)
                    )
                case "BatchNormalization":
                    self.own[key] = nn.LazyBatchNorm2d(eps=config.get("epsilon", 1e-3), momentum=1 - config.get("momentum", 0.99))

    def forward(self, *inputs):
        tensors = {entry["id"]: x for entry, x in zip(self.job["inputs"], inputs)}
        for layer in self.job["layers"]:
            config = layer["config"]
            given = [tensors[name] for name in layer["inputs"]]
            key = layer["layerId"].replace(".", "_")
            # There is no lazy LSTM: it is made when the number of features is known.
            if layer["className"] == "LSTM" and key not in self.own:
                self.own[key] = nn.LSTM(given[0].shape[-1], config["units"], batch_first=True)
            own = self.own[key] if key in self.own else None
            within = layer["className"] == "LSTM"
            activation = activations["linear" if within else name_of(config.get("activation"))]
            tensors[layer["id"]] = activation(self.run(layer["className"], config, given, own))
        return [tensors[head["source"]] for head in self.job["heads"]]

    def run(self, kind, config, given, own):
        x = given[0]
        match kind:
            case "Dense" | "Conv2D" | "BatchNormalization":
                return own(x)
            case "LSTM":
                return own(x)[0][:, -1]
            case "Reshape":
                return x.reshape(x.shape[0], *config["target_shape"])
            case "Rescaling":
                return x * config["scale"] + config.get("offset", 0.0)
            case "Flatten":
                return torch.flatten(x, 1)
            case "MaxPooling2D":
                return F.max_pool2d(x, config["pool_size"], config.get("strides") or config["pool_size"])
            case "GlobalAveragePooling2D":
                return x.mean((2, 3))
            case "Activation":
                return x
            case "ZeroPadding2D":
                (top, bottom), (left, right) = config["padding"]
                return F.pad(x, (left, right, top, bottom))
            case "Concatenate":
                return torch.cat(given, 1)
            case "Add":
                return torch.stack(given).sum(0) if len(given) > 2 else given[0] + given[1]
        raise ValueError(f"the layer {kind} is not among those compared")


def name_of(activation):
    return "linear" if activation is None else activation if isinstance(activation, str) else activation["class_name"].lower()


class Plan:
    def __init__(self, message):
        job = message["job"]
        self.data = []
        for data in message["data"]:
            x = torch.from_numpy(array(data).copy())
            self.data.append(x.permute(0, 3, 1, 2).contiguous(memory_format=layout) if x.dim() == 4 else x)
        self.targets = [torch.from_numpy(array(data).copy()).long().flatten() for data in message["targets"]]
        network = Network(job)
        network(*[x[:2] for x in self.data])
        self.network = network.to(memory_format=layout)
        self.optimizer = torch.optim.Adam(network.parameters(), lr=job["optimizer"]["config"]["learning_rate"], eps=1e-7, fused=True)
        self.pass_ = torch.compile(self.loss) if variant == "compiled" else self.loss
        self.infer = torch.compile(self.network) if variant == "compiled" else self.network

    def loss(self, x, y):
        return sum(F.cross_entropy(output, target) for output, target in zip(self.network(*x), y))

    def fit(self, rows, batch_size):
        self.network.train()
        began = time.perf_counter()
        order = torch.randperm(rows)
        for at in range(0, rows, batch_size):
            chosen = order[at : at + batch_size]
            self.optimizer.zero_grad(set_to_none=True)
            loss = self.pass_([column[chosen] for column in self.data], [column[chosen] for column in self.targets])
            loss.backward()
            self.optimizer.step()
            loss.item()
        return {"milliseconds": (time.perf_counter() - began) * 1000 / -(-rows // batch_size)}

    def predict(self, rows, batch_size):
        self.network.eval()
        with torch.inference_mode():
            began = time.perf_counter()
            for at in range(0, rows, batch_size):
                self.infer(*[column[at : at + batch_size] for column in self.data])
            return {"milliseconds": (time.perf_counter() - began) * 1000 / -(-rows // batch_size)}


def main():
    plan = None
    for line in sys.stdin:
        message = json.loads(line)
        command = message.pop("command")
        if command == "build":
            plan = Plan(message)
            answer = {"version": torch.__version__}
        else:
            answer = getattr(plan, command)(**message)
        print(json.dumps(answer), flush=True)


main()
