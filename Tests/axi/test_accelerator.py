"""Drives the generated accelerator with bus models that this project did not write (cocotbext-axi)."""

import itertools
import json
import logging
import os
import random
import re
from pathlib import Path

import cocotb
from cocotb.clock import Clock
from cocotb.triggers import ClockCycles, First, RisingEdge, Timer
from cocotbext.axi import AxiBus, AxiLiteBus, AxiLiteMaster, AxiRam
from feature_map import FeatureMap, read_npy

RTL = Path(os.environ["ORRIS_RTL"])
PROGRAM = Path(os.environ["ORRIS_PROGRAM"])
WORKLOAD = Path(os.environ["ORRIS_WORKLOAD"])
BASE = 0x10_0000


def registers() -> dict[str, int]:
    """The offsets of the generated C header."""
    text = (RTL / "orris_registers.h").read_text()
    return {name: int(value, 16) for name, value in re.findall(r"#define ORRIS_(\w+) (0x[0-9a-f]+)", text)}


def error_codes() -> dict[str, int]:
    """The codes of errors of the generated C header."""
    text = (RTL / "orris_registers.h").read_text()
    return {name: int(value) for name, value in re.findall(r"#define ORRIS_PROGRAM_ERROR_(\w+) (\d+)u", text)}


START, STOP = 1, 2
FAILED, BURSTS = 4, 8


def pauses(seed: int):
    """Now and then a cycle or more without movement."""
    generator = random.Random(seed)
    return (generator.random() < 0.3 for _ in itertools.count())


class Host:
    """What software does: memory, registers, and the wait for the interrupt."""

    def __init__(self, dut) -> None:
        self.dut = dut
        # The bus models tell of every burst.
        for prefix in ("m_axi", "s_axi"):
            logging.getLogger(f"cocotb.{dut._name}.{prefix}").setLevel(logging.WARNING)
        self.map = json.loads((PROGRAM / "memory_map.json").read_text())
        self.offsets = registers()
        self.ram = AxiRam(AxiBus.from_prefix(dut, "m_axi"), dut.clock, dut.reset, size=2**22)
        self.bus = AxiLiteMaster(AxiLiteBus.from_prefix(dut, "s_axi"), dut.clock, dut.reset)

    async def begin(self) -> None:
        cocotb.start_soon(Clock(self.dut.clock, 10, units="ns").start())
        await self.reset()
        self.ram.write(BASE, (PROGRAM / "image.bin").read_bytes())

    async def reset(self) -> None:
        self.dut.reset.value = 1
        await ClockCycles(self.dut.clock, 5)
        self.dut.reset.value = 0
        await ClockCycles(self.dut.clock, 2)

    def pause_all(self) -> None:
        channels = [
            self.ram.write_if.aw_channel, self.ram.write_if.w_channel, self.ram.write_if.b_channel,
            self.ram.read_if.ar_channel, self.ram.read_if.r_channel,
            self.bus.write_if.aw_channel, self.bus.write_if.w_channel, self.bus.read_if.ar_channel,
        ]
        for seed, channel in enumerate(channels):
            channel.set_pause_generator(pauses(seed))

    async def set(self, name: str, value: int) -> None:
        await self.bus.write_dword(self.offsets[name], value)

    async def get(self, name: str) -> int:
        return await self.bus.read_dword(self.offsets[name])

    async def infer(self, image: bytes) -> bytes:
        source, result = FeatureMap(self.map["input"]), FeatureMap(self.map["output"])
        self.ram.write(BASE + source.offset, source.pack(image))
        self.ram.write(BASE + result.offset, bytes(result.size))
        await self.start()
        pending = await self.interrupt()
        assert pending == 1, f"stopped with error {await self.get('ERROR')}"
        return result.unpack(self.ram.read(BASE + result.offset, result.size))

    async def start(self) -> None:
        written = [region for region in self.map["regions"] if region["isWritten"]]
        await self.set("PROGRAM", self.map["programOffset"])
        await self.set("MEMORY_BASE_LOW", BASE)
        await self.set("MEMORY_SIZE", self.map["size"])
        await self.set("WRITE_FIRST", written[0]["offset"])
        await self.set("WRITE_END", written[-1]["offset"] + written[-1]["bytes"])
        await self.set("INTERRUPT_ENABLE", 3)
        await self.set("CONTROL", START)

    async def interrupt(self) -> int:
        """Waits for the interrupt and takes it back; what was pending."""
        if self.dut.irq.value != 1:
            await First(RisingEdge(self.dut.irq), Timer(20, units="ms"))
        assert self.dut.irq.value == 1, "no interrupt"
        pending = await self.get("INTERRUPT_PENDING")
        await self.set("INTERRUPT_PENDING", pending)
        await ClockCycles(self.dut.clock, 2)
        assert self.dut.irq.value == 0, "the interrupt does not go"
        return pending

    async def abort(self) -> None:
        """Stops the program that runs, waits until the bus is quiet, and resets the hardware."""
        await self.set("CONTROL", STOP)
        assert await self.interrupt() == 2
        assert await self.get("ERROR") == error_codes()["STOPPED"]
        while await self.get("STATUS") & BURSTS:
            pass
        assert await self.get("STATUS") == FAILED
        await self.reset()


async def recognise(host: Host, numbers: range) -> None:
    shape, images = read_npy(WORKLOAD / "inputs/real_inputs.npy")
    _, outputs = read_npy(WORKLOAD / "inputs/real_expected_output.npy")
    size = len(images) // shape[0]
    for number in numbers:
        found = await host.infer(images[number * size : (number + 1) * size])
        assert found == outputs[number * 10 : (number + 1) * 10], f"image {number}: {list(found)}"
        low, high = await host.get("COUNTER_CYCLES"), await host.bus.read_dword(host.offsets["COUNTER_CYCLES"] + 4)
        host.dut._log.info("image %d: %d cycles, equal", number, low | high << 32)


@cocotb.test()
async def identifies_itself(dut) -> None:
    host = Host(dut)
    await host.begin()
    for name in ("IDENTIFICATION", "VERSION", "HASH_LOW", "HASH_HIGH"):
        assert await host.get(name) == host.offsets[f"{name}_VALUE"], name
    assert await host.get("IDENTIFICATION") == int.from_bytes(b"ORRS", "little")
    assert await host.get("STATUS") == 0


@cocotb.test()
async def recognises_digits_one_after_the_other(dut) -> None:
    host = Host(dut)
    await host.begin()
    await recognise(host, range(0, 2))


@cocotb.test()
async def recognises_a_digit_on_a_bus_that_pauses(dut) -> None:
    host = Host(dut)
    await host.begin()
    host.pause_all()
    await recognise(host, range(2, 3))


@cocotb.test()
async def recognises_a_digit_after_programs_that_were_stopped(dut) -> None:
    host = Host(dut)
    await host.begin()
    host.pause_all()
    generator = random.Random(5)
    for _ in range(3):
        await host.start()
        await ClockCycles(dut.clock, generator.randrange(4000))
        await host.abort()
    await recognise(host, range(3, 4))
