// Drives the whole accelerator: an AXI4 memory, the host's register accesses, and the cycles between them.
#include "accelerator_ports.h"
#include "axi_memory.h"
#include "orris.h"

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

namespace {

using orris::AxiMemory;
using orris::MasterSignals;
using orris::MemoryOptions;
using orris::SlaveSignals;

enum Outcome { done = 0, running = 1, violation = 2, failedAssertion = 3, noAnswer = 4 };

struct Context : VerilatedContext {
  explicit Context(bool asserts) {
    traceEverOn(VM_TRACE);
    assertOn(asserts);
  }
};

class Bench {
 public:
  Bench(uint64_t base, size_t size, const MemoryOptions& options, bool asserts)
      : context(asserts), model(&context), memory(base, size, kBeatBytes, options) {}
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

  bool openTrace(const char* path);
  void closeTrace();

  Context context;
  Vmodel model;
  AxiMemory memory;
  uint64_t cycles = 0;

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
    model.clock = 1;
    if (!edge()) return failedAssertion;
    ++cycles;
    return done;
  }

  bool edge() {
    context.timeInc(5);
    const bool isFine = orrisEvaluate(model);
#if VM_TRACE
    if (trace) trace->dump(context.time());
#endif
    return isFine && !orris_stopped();
  }

#if VM_TRACE
  std::unique_ptr<ModelTrace> trace;
#endif
};

bool Bench::openTrace(const char* path) {
#if VM_TRACE
  // Newer FST writers call a file open that they could not open.
  FILE* file = std::fopen(path, "wb");
  if (!file) return false;
  std::fclose(file);
  trace = std::make_unique<ModelTrace>();
  model.trace(trace.get(), 99);
  trace->open(path);
  if (trace->isOpen()) return true;
  trace.reset();
#endif
  return false;
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

/// Options: latency, beats per thousand cycles, outstanding bursts, stalls per mille, reordering, seed, assertions.
ORRIS_EXPORT void* accelerator_create(uint64_t base, size_t size, const uint64_t* options) {
  MemoryOptions memory;
  memory.latency = options[0];
  memory.beatsPerThousand = options[1];
  memory.outstanding = options[2];
  memory.stallPerMille = options[3];
  memory.reorders = options[4];
  memory.seed = options[5];
  return new Bench(base, size, memory, options[6] != 0);
}
ORRIS_EXPORT void accelerator_destroy(void* pointer) { delete &bench(pointer); }
ORRIS_EXPORT int accelerator_reset(void* pointer) { return bench(pointer).reset(); }
ORRIS_EXPORT int accelerator_run(void* pointer, uint64_t limit) { return bench(pointer).run(limit); }
ORRIS_EXPORT int accelerator_open_trace(void* pointer, const char* path) { return bench(pointer).openTrace(path); }
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
