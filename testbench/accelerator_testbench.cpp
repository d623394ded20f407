// Drives the whole accelerator: an AXI4 memory, the host's register accesses, and the cycles between them.
#include "accelerator_ports.h"
#include "axi_memory.h"
#include "orris.h"
#include "step_watch.h"

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

namespace {

using orris::AxiMemory;
using orris::MasterSignals;
using orris::MemoryOptions;
using orris::ObservedNets;
using orris::SlaveSignals;
using orris::StepWatch;

enum Outcome { done = 0, running = 1, violation = 2, failedAssertion = 3, noAnswer = 4 };

struct Context : OrrisContext {
  Context(uint64_t seed, bool asserts) : OrrisContext(seed) { assertOn(asserts); }
};

class Bench {
 public:
  Bench(uint64_t base, size_t size, const MemoryOptions& options, uint64_t stateSeed, bool asserts)
      : context(stateSeed, asserts), model(&context), memory(base, size, kBeatBytes, options),
        nets(context, kCounters), steps(kCounters) {
    orrisClearInputs(model);
  }
  ~Bench() { closeTrace(); }

  Outcome reset() {
    idleHost();
    model.reset = 1;
    for (int cycle = 0; cycle < 4; ++cycle) {
      if (const Outcome outcome = clock()) return outcome;
    }
    model.reset = 0;
    return done;
  }

  /// Up to `limit` cycles; done when the interrupt is up.
  Outcome run(uint64_t limit) {
    for (uint64_t count = 0; count < limit; ++count) {
      if (model.irq) return done;
      if (const Outcome outcome = clock()) return outcome;
    }
    return model.irq ? done : running;
  }

  Outcome writeRegister(uint32_t offset, uint32_t value, uint32_t* response) {
    model.s_axi_awvalid = model.s_axi_wvalid = 1;
    model.s_axi_awaddr = offset;
    model.s_axi_wdata = value;
    model.s_axi_wstrb = 0xF;
    model.s_axi_bready = 1;
    for (int count = 0; count < 100; ++count) {
      const bool addressTaken = model.s_axi_awvalid && model.s_axi_awready;
      const bool dataTaken = model.s_axi_wvalid && model.s_axi_wready;
      const bool answered = model.s_axi_bvalid;
      *response = model.s_axi_bresp;
      if (const Outcome outcome = clock()) return outcome;
      if (addressTaken) model.s_axi_awvalid = 0;
      if (dataTaken) model.s_axi_wvalid = 0;
      if (answered) return idleHost();
    }
    return noAnswer;
  }

  Outcome readRegister(uint32_t offset, uint32_t* value, uint32_t* response) {
    model.s_axi_arvalid = 1;
    model.s_axi_araddr = offset;
    model.s_axi_rready = 1;
    for (int count = 0; count < 100; ++count) {
      const bool taken = model.s_axi_arvalid && model.s_axi_arready;
      const bool answered = model.s_axi_rvalid;
      *value = model.s_axi_rdata;
      *response = model.s_axi_rresp;
      if (const Outcome outcome = clock()) return outcome;
      if (taken) model.s_axi_arvalid = 0;
      if (answered) return idleHost();
    }
    return noAnswer;
  }

  /// Writes waveforms: of all cycles, or from one cycle of the next program to another.
  bool openTrace(const char* path, const char* names);
  void traceProgram(uint64_t from, uint64_t to) {
    isTracing = false;
    hasProgramBegun = false;
    traceFrom = from, traceTo = to;
  }
  void closeTrace();

  Context context;
  Vmodel model;
  AxiMemory memory;
  ObservedNets nets;
  StepWatch steps;
  uint64_t cycles = 0;
  /// The cycle in which the program began that has begun last.
  uint64_t programStart = 0;

 private:
  Outcome idleHost() {
    model.s_axi_awvalid = model.s_axi_wvalid = model.s_axi_bready = 0;
    model.s_axi_arvalid = model.s_axi_rready = 0;
    model.s_axi_awprot = model.s_axi_arprot = 0;
    return done;
  }

  Outcome clock() {
    // What the master drives comes from registers, so it is known before the slave's answer is.
    const SlaveSignals& slave = memory.offer();
    driveSlave(model, slave);
    model.clock = 0;
    if (!edge()) return failedAssertion;
    MasterSignals master;
    sampleMaster(model, master);
    if (!model.reset && !memory.edge(master)) return violation;
    followProgram();
    model.clock = 1;
    if (!edge()) return failedAssertion;
    ++cycles;
    return done;
  }

  /// Before a rising edge, with everything settled.
  void followProgram() {
    const bool isRunning = !model.reset && *nets.running;
    if (isRunning && !wasRunning) {
      programStart = cycles;
      hasProgramBegun = true;
    }
    wasRunning = isRunning;
    if (!hasProgramBegun) return;
    steps.look(nets, cycles);
    followTrace(cycles - programStart);
  }

  void followTrace(uint64_t cycle) {
    if (traceFrom == UINT64_MAX) return;
    if (cycle > traceTo) return closeTrace();
    // What holds in a cycle is there from the rising edge before it on.
    isTracing = cycle + 1 >= traceFrom;
  }

  bool edge() {
    context.timeInc(5);
    const bool isFine = orrisEvaluate(model);
#if VM_TRACE
    if (trace && isTracing) trace->dump(context.time());
#endif
    return isFine && !orris_stopped();
  }

  bool wasRunning = false, hasProgramBegun = false, isTracing = true;
  /// Cycles of a program; the first one is beyond all of them where it does not matter.
  uint64_t traceFrom = UINT64_MAX, traceTo = UINT64_MAX;
#if VM_TRACE
  std::unique_ptr<ModelTrace> trace;
#endif
};

bool Bench::openTrace(const char* path, const char* names) {
#if VM_TRACE
  trace = orrisOpenTrace(model, path, names);
  return trace != nullptr;
#else
  return false;
#endif
}

void Bench::closeTrace() {
#if VM_TRACE
  if (trace) trace->close();
  trace.reset();
#endif
}

/// The runtime, also when a model is destroyed, looks at the context that its thread used last: with several benches on a
/// thread, that would be another one's, or one that is gone.
Bench& bench(void* pointer) {
  Bench& result = *static_cast<Bench*>(pointer);
  Verilated::threadContextp(&result.context);
  return result;
}

}  // namespace

/// Options: latency, beats per thousand cycles, outstanding bursts, stalls per mille, reordering, seed, seed of what registers
/// and memories begin with, assertions.
ORRIS_EXPORT void* accelerator_create(uint64_t base, size_t size, const uint64_t* options) {
  MemoryOptions memory;
  memory.latency = options[0];
  memory.beatsPerThousand = options[1];
  memory.outstanding = options[2];
  memory.stallPerMille = options[3];
  memory.reorders = options[4];
  memory.seed = options[5];
  return new Bench(base, size, memory, options[6], options[7] != 0);
}
ORRIS_EXPORT void accelerator_destroy(void* pointer) { delete &bench(pointer); }
ORRIS_EXPORT int accelerator_reset(void* pointer) { return bench(pointer).reset(); }
ORRIS_EXPORT int accelerator_run(void* pointer, uint64_t limit) { return bench(pointer).run(limit); }
ORRIS_EXPORT int accelerator_open_trace(void* pointer, const char* path, const char* names) {
  return bench(pointer).openTrace(path, names);
}
/// Only these cycles of the next program, both of them and what is between, go to the waveform file; it is closed then.
ORRIS_EXPORT void accelerator_trace_program(void* pointer, uint64_t from, uint64_t to) {
  bench(pointer).traceProgram(from, to);
}
ORRIS_EXPORT void accelerator_close_trace(void* pointer) { bench(pointer).closeTrace(); }
ORRIS_EXPORT uint64_t accelerator_program_start(void* pointer) { return bench(pointer).programStart; }
/// A net that should be in the model and is not; empty where all are there.
ORRIS_EXPORT const char* accelerator_missing_net(void* pointer) { return bench(pointer).nets.missing.c_str(); }
/// Instructions of the program that are done.
ORRIS_EXPORT uint64_t accelerator_instruction(void* pointer) { return *bench(pointer).nets.instruction; }
/// Ends of steps of the next program, four numbers each: instructions, loads, stores, passes and vector commands.
ORRIS_EXPORT void accelerator_watch_steps(void* pointer, const uint64_t* ends, size_t count) {
  bench(pointer).steps.watch(ends, count);
}
ORRIS_EXPORT const uint64_t* accelerator_step_readings(void* pointer, uint64_t* count) {
  *count = bench(pointer).steps.count();
  return bench(pointer).steps.readings();
}
ORRIS_EXPORT uint64_t accelerator_cycles(void* pointer) { return bench(pointer).cycles; }

ORRIS_EXPORT int accelerator_write_register(void* pointer, uint32_t offset, uint32_t value, uint32_t* response) {
  return bench(pointer).writeRegister(offset, value, response);
}
ORRIS_EXPORT int accelerator_read_register(void* pointer, uint32_t offset, uint32_t* value, uint32_t* response) {
  return bench(pointer).readRegister(offset, value, response);
}

ORRIS_EXPORT int accelerator_write_memory(void* pointer, uint64_t offset, const uint8_t* bytes, size_t count) {
  return bench(pointer).memory.hostWrite(offset, bytes, count);
}
/// The bytes of the memory, from its base on.
ORRIS_EXPORT const uint8_t* accelerator_memory(void* pointer) { return bench(pointer).memory.data(); }
/// Whether all these bytes have been written, by the host or by the accelerator.
ORRIS_EXPORT int accelerator_was_written(void* pointer, uint64_t offset, size_t count) {
  for (size_t index = 0; index < count; ++index) {
    if (!bench(pointer).memory.wasWritten(offset + index)) return 0;
  }
  return 1;
}
ORRIS_EXPORT void accelerator_forget(void* pointer, uint64_t offset, size_t count) {
  bench(pointer).memory.forget(offset, count);
}
ORRIS_EXPORT void accelerator_allow(void* pointer, uint64_t offset, uint64_t count, int writes) {
  AxiMemory& memory = bench(pointer).memory;
  if (writes) {
    memory.allowWrite(offset, count);
  } else {
    memory.allowRead(offset, count);
  }
}
ORRIS_EXPORT void accelerator_clear_regions(void* pointer) { bench(pointer).memory.clearRegions(); }
ORRIS_EXPORT void accelerator_fail(void* pointer, uint64_t burst, uint32_t response, int writes) {
  AxiMemory& memory = bench(pointer).memory;
  if (writes) {
    memory.failWrite(burst, response);
  } else {
    memory.failRead(burst, response);
  }
}
/// Bits of `orris::Channel`.
ORRIS_EXPORT void accelerator_silence(void* pointer, uint32_t channels) { bench(pointer).memory.silence(channels); }
/// What the memory has not finished; empty for nothing.
ORRIS_EXPORT const char* accelerator_unfinished(void* pointer) { return bench(pointer).memory.unfinished(); }
ORRIS_EXPORT const char* accelerator_violation(void* pointer) { return bench(pointer).memory.violation().c_str(); }
/// Bursts read, bursts written, beats read, beats written.
ORRIS_EXPORT void accelerator_traffic(void* pointer, uint64_t* counts) {
  const AxiMemory& memory = bench(pointer).memory;
  counts[0] = memory.readBursts;
  counts[1] = memory.writeBursts;
  counts[2] = memory.readBeats;
  counts[3] = memory.writeBeats;
}
