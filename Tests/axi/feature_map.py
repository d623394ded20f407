"""Feature maps as docs/accelerator.md lays them out: [ceil(C / lanes)][rows][row pitch] vectors of `lanes` channels."""

import ast
import struct
from pathlib import Path


def read_npy(path: Path) -> tuple[tuple[int, ...], bytes]:
    """The shape and the bytes of an int8 array in NumPy's format, version 1."""
    data = path.read_bytes()
    assert data[:6] == b"\x93NUMPY", f"{path} is no .npy file"
    (length,) = struct.unpack_from("<H", data, 8)
    header = ast.literal_eval(data[10 : 10 + length].decode())
    assert header["descr"] == "|i1" and not header["fortran_order"], header
    return header["shape"], data[10 + length :]


class FeatureMap:
    """One place of the memory map, taken by its keys alone."""

    def __init__(self, place: dict) -> None:
        layout = place["map"]
        self.rows, self.columns, self.channels = layout["rows"], layout["columns"], layout["channels"]
        self.lanes = layout["lanes"]
        self.pitch = -(-self.columns // layout["vectorsPerWord"]) * layout["vectorsPerWord"]
        self.offset, self.zero = place["offset"], place["zeroPoint"]
        self.size = -(-self.channels // self.lanes) * self.rows * self.pitch * self.lanes

    def _places(self):
        for row in range(self.rows):
            for column in range(self.columns):
                for channel in range(self.channels):
                    vector = (channel // self.lanes * self.rows + row) * self.pitch + column
                    yield vector * self.lanes + channel % self.lanes

    def pack(self, values: bytes) -> bytes:
        packed = bytearray([self.zero & 0xFF] * self.size)
        for place, value in zip(self._places(), values, strict=True):
            packed[place] = value
        return bytes(packed)

    def unpack(self, packed: bytes) -> bytes:
        return bytes(packed[place] for place in self._places())
