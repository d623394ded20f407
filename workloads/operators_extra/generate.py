#!/usr/bin/env python3
"""Makes single-operator models and computes their expected results with tflite-micro.

They complete `../operators`, which has no SUB, no MUL, no broadcasting and no fully connected layer on four dimensions.
The files are committed; run this only to change them: pip install tflite-micro flatbuffers numpy.
"""
import os

import flatbuffers
import numpy as np
from tflite_micro import runtime

CODES = {"add": 0, "fc": 9, "mul": 18, "sub": 41}
OPTIONS = {"add": 11, "fc": 8, "mul": 21, "sub": 28}
INT8, INT32 = 9, 2
ACTIVATIONS = {"none": 0, "relu": 1, "relu6": 3}


class Tensor:
    def __init__(self, name, shape, scale=1.0, zero=0, data=None, kind=INT8):
        self.name, self.shape, self.kind, self.data = name, shape, kind, data
        self.scale, self.zero = np.atleast_1d(np.float32(scale)), np.atleast_1d(zero)


def offsets(builder, values):
    builder.StartVector(4, len(values), 4)
    for value in reversed(values):
        builder.PrependUOffsetTRelative(value)
    return builder.EndVector()


def table(builder, slots, **fields):
    """Fields are `slot_kind`, for example f0_UOffsetTRelative."""
    builder.StartObject(slots)
    for name, value in fields.items():
        slot, kind = name[1:].split("_")
        getattr(builder, f"Prepend{kind}Slot")(int(slot), value, 0)
    return builder.EndObject()


def model(kind, tensors, inputs, output, options):
    """A model of one operator; tensor 0 is its input."""
    b = flatbuffers.Builder(1024)
    ints = lambda values: b.CreateNumpyVector(np.array(values, np.int32))
    buffers, records = [table(b, 1)], []
    for t in tensors:
        index = 0
        if t.data is not None:
            data = b.CreateNumpyVector(np.frombuffer(t.data.tobytes(), np.uint8))
            buffers.append(table(b, 1, f0_UOffsetTRelative=data))
            index = len(buffers) - 1
        name, shape = b.CreateString(t.name), ints(t.shape)
        scale = b.CreateNumpyVector(t.scale)
        zero = b.CreateNumpyVector(t.zero.astype(np.int64))
        quantization = table(b, 7, f2_UOffsetTRelative=scale, f3_UOffsetTRelative=zero)
        records.append(table(b, 8, f0_UOffsetTRelative=shape, f1_Int8=t.kind, f2_Uint32=index,
                             f3_UOffsetTRelative=name, f4_UOffsetTRelative=quantization))
    settings = table(b, 4, **options)
    ins, outs = ints(inputs), ints([output])
    operator = table(b, 5, f1_UOffsetTRelative=ins, f2_UOffsetTRelative=outs, f3_Uint8=OPTIONS[kind],
                     f4_UOffsetTRelative=settings)
    graph = table(b, 4, f0_UOffsetTRelative=offsets(b, records), f1_UOffsetTRelative=ints([0]),
                  f2_UOffsetTRelative=ints([output]), f3_UOffsetTRelative=offsets(b, [operator]))
    code = table(b, 4, f0_Int8=CODES[kind], f2_Int32=1, f3_Int32=CODES[kind])
    b.Finish(table(b, 5, f0_Uint32=3, f1_UOffsetTRelative=offsets(b, [code]),
                   f2_UOffsetTRelative=offsets(b, [graph]), f4_UOffsetTRelative=offsets(b, buffers)),
             file_identifier=b"TFL3")
    return bytes(b.Output())


def execute(bytes_, batch):
    interpreter = runtime.Interpreter.from_bytes(bytes_, arena_size=4 << 20)
    results = []
    for sample in batch:
        interpreter.set_input(sample[np.newaxis], 0)
        interpreter.invoke()
        results.append(interpreter.get_output(0))
    return np.concatenate(results)


def save(number, kind, bytes_, batch):
    stem = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"{number:04}_{kind}")
    with open(stem + ".tflite", "wb") as file:
        file.write(bytes_)
    np.save(stem + ".in.npy", batch)
    np.save(stem + ".out.npy", execute(bytes_, batch))


def elementwise(rng, kind, own, other, out, constant_first, activation):
    s1, s2 = np.float32(rng.uniform(0.01, 1, 2))
    so = s1 * s2 * rng.uniform(30, 200) if kind == "mul" else max(s1, s2) * rng.uniform(0.8, 2)
    z1, z2, zo = (int(z) for z in rng.integers(-128, 128, 3))
    x, c = Tensor("x", own, s1, z1), Tensor("c", other, s2, z2, rng.integers(-128, 128, other, np.int8))
    inputs = [1, 0] if constant_first else [0, 1]
    return model(kind, [x, c, Tensor("y", out, so, zo)], inputs, 2, {"f0_Int8": ACTIVATIONS[activation]})


def product_near_ties(rng):
    """A product whose result depends on whether its factor is computed in double or in single precision."""
    grid = np.arange(-128, 128, dtype=np.int8)
    x, c = np.repeat(grid, 256), np.tile(grid, 256)
    while True:
        s1, s2 = np.float32(rng.uniform(0.001, 1, 2))
        so = np.float32(s1 * s2 * rng.uniform(20, 300))
        z1, z2, zo = (int(z) for z in rng.integers(-128, 128, 3))
        results = []
        for factor in (float(s1) * float(s2) / float(so), float(np.float32(s1 * s2) / so)):
            f, e = np.frexp(factor)
            p = (x.astype(np.int64) - z1) * (c.astype(np.int64) - z2)
            h = (p * int(f * 2**31 + 0.5) + 2**30) >> 31
            results.append(zo + ((h + (1 << (-e - 1)) - (h < 0)) >> -e))
        differ = np.flatnonzero((results[0] != results[1]) & (abs(results[0]) < 127))
        if len(differ):
            shape = [1, len(differ)]
            tensors = [Tensor("x", shape, s1, z1), Tensor("c", shape, s2, z2, c[differ]), Tensor("y", shape, so, zo)]
            return model("mul", tensors, [0, 1], 2, {"f0_Int8": 0}), x[differ].reshape(shape)


def fully_connected(rng, shape, outputs, keep, bias, per_channel):
    depth = shape[-1] if keep else int(np.prod(shape))
    out = shape[:-1] + [outputs] if keep else [1, outputs]
    si, sw = np.float32(rng.uniform(0.01, 0.1)), np.float32(rng.uniform(0.005, 0.02, outputs if per_channel else 1))
    tensors = [
        Tensor("x", shape, si, int(rng.integers(-128, 128))),
        Tensor("w", [outputs, depth], sw, np.zeros(len(sw), int), rng.integers(-127, 128, [outputs, depth], np.int8)),
        Tensor("y", out, si * sw.mean() * 100 * np.sqrt(depth), int(rng.integers(-128, 128))),
    ]
    if bias:
        data = rng.integers(-5000, 5000, outputs, np.int32)
        tensors.append(Tensor("b", [outputs], si * sw, np.zeros(len(sw), int), data, INT32))
    return model("fc", tensors, [0, 1, 3 if bias else -1], 2, {"f2_Bool": keep})


def main():
    rng = np.random.default_rng(20)
    number = 0
    full = [1, 5, 4, 3]
    for kind in ("sub", "mul"):
        for activation in ACTIVATIONS:
            for constant_first in (False, True):
                batch = rng.integers(-128, 128, [4] + full[1:], np.int8)
                save(number, kind, elementwise(rng, kind, full, full, full, constant_first, activation), batch)
                number += 1
    for kind in ("add", "sub", "mul"):
        for own, other in ((full, [1, 1, 1, 3]), (full, [1, 1, 1, 1]), ([1, 1, 1, 3], full), (full, [1, 5, 1, 1]),
                           ([1, 5, 1, 3], [1, 1, 4, 1]), (full, [3])):
            out = list(np.broadcast_shapes(tuple(own), tuple(other)))
            batch = rng.integers(-128, 128, [4] + own[1:], np.int8)
            save(number, kind + "_broadcast", elementwise(rng, kind, own, other, out, number % 2 == 0, "none"), batch)
            number += 1
    for _ in range(3):
        save(number, "mul_ties", *product_near_ties(rng))
        number += 1
    for shape, keep in (([1, 3, 2, 5], False), ([1, 3, 2, 5], True), ([1, 4, 6], True), ([1, 30], False)):
        for bias in (False, True):
            for per_channel in (False, True):
                batch = rng.integers(-128, 128, [4] + shape[1:], np.int8)
                save(number, "fc", fully_connected(rng, shape, 7, keep, bias, per_channel), batch)
                number += 1


if __name__ == "__main__":
    main()
