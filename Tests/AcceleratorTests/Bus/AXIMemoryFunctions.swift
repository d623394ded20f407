import HardwareSimulation
import Testbench

/// `testbench/axi_memory.h` by itself, behind C functions.
struct AXIMemoryFunctions: Sendable {
  let create: @convention(c) @Sendable (UInt64, Int, UInt32, UnsafePointer<UInt64>) -> UnsafeMutableRawPointer
  let destroy: @convention(c) @Sendable (UnsafeMutableRawPointer) -> Void
  let write: @convention(c) @Sendable (UnsafeMutableRawPointer, UInt64, UnsafePointer<UInt8>, Int) -> Int32
  let bytes: @convention(c) @Sendable (UnsafeMutableRawPointer) -> UnsafePointer<UInt8>
  let wasWritten: @convention(c) @Sendable (UnsafeMutableRawPointer, UInt64) -> Int32
  let allow: @convention(c) @Sendable (UnsafeMutableRawPointer, UInt64, UInt64, Int32) -> Void
  let fail: @convention(c) @Sendable (UnsafeMutableRawPointer, UInt64, UInt32, Int32) -> Void
  let offer: @convention(c) @Sendable (UnsafeMutableRawPointer, UnsafeMutablePointer<UInt64>) -> Void
  let edge: @convention(c) @Sendable (UnsafeMutableRawPointer, UnsafePointer<UInt64>) -> Int32
  let violation: @convention(c) @Sendable (UnsafeMutableRawPointer) -> UnsafePointer<CChar>
  let unfinished: @convention(c) @Sendable (UnsafeMutableRawPointer) -> UnsafePointer<CChar>
  let traffic: @convention(c) @Sendable (UnsafeMutableRawPointer, UnsafeMutablePointer<UInt64>) -> Void

  static let shared = Result { try AXIMemoryFunctions() }

  private init() throws {
    // The library wants a model; the memory does not.
    let library = try VerilatedLibrary.build(
      verilog: [.init(name: "nothing.v", contents: "module nothing (input wire clock); endmodule\n")], top: "nothing",
      harness: [
        .init(name: "axi_memory.h", contents: Testbench.axiMemory),
        .init(name: "axi_memory_functions.cpp", contents: Self.source),
      ])
    func find<Function>(_ name: String) throws -> Function { try library.function(name, as: Function.self) }
    create = try find("memory_create")
    destroy = try find("memory_destroy")
    write = try find("memory_write")
    bytes = try find("memory_bytes")
    wasWritten = try find("memory_was_written")
    allow = try find("memory_allow")
    fail = try find("memory_fail")
    offer = try find("memory_offer")
    edge = try find("memory_edge")
    violation = try find("memory_violation")
    unfinished = try find("memory_unfinished")
    traffic = try find("memory_traffic")
  }

  private static let source = """
    #include "axi_memory.h"
    #include "orris.h"

    using orris::AxiMemory;

    static AxiMemory& memory(void* pointer) { return *static_cast<AxiMemory*>(pointer); }

    ORRIS_EXPORT void* memory_create(uint64_t base, size_t size, uint32_t beatBytes, const uint64_t* options) {
      orris::MemoryOptions o;
      o.latency = options[0];
      o.beatsPerThousand = options[1];
      o.outstanding = options[2];
      o.stallPerMille = options[3];
      o.reorders = options[4];
      o.seed = options[5];
      return new AxiMemory(base, size, beatBytes, o);
    }
    ORRIS_EXPORT void memory_destroy(void* pointer) { delete &memory(pointer); }
    ORRIS_EXPORT int memory_write(void* pointer, uint64_t offset, const uint8_t* bytes, size_t count) {
      return memory(pointer).hostWrite(offset, bytes, count);
    }
    ORRIS_EXPORT const uint8_t* memory_bytes(void* pointer) { return memory(pointer).data(); }
    ORRIS_EXPORT int memory_was_written(void* pointer, uint64_t offset) { return memory(pointer).wasWritten(offset); }
    ORRIS_EXPORT void memory_allow(void* pointer, uint64_t offset, uint64_t count, int writes) {
      writes ? memory(pointer).allowWrite(offset, count) : memory(pointer).allowRead(offset, count);
    }
    ORRIS_EXPORT void memory_fail(void* pointer, uint64_t burst, uint32_t response, int writes) {
      writes ? memory(pointer).failWrite(burst, response) : memory(pointer).failRead(burst, response);
    }
    ORRIS_EXPORT void memory_offer(void* pointer, uint64_t* to) {
      const orris::SlaveSignals& s = memory(pointer).offer();
      to[0] = s.arready, to[1] = s.awready, to[2] = s.wready;
      to[3] = s.rvalid, to[4] = s.rid, to[5] = s.rresp, to[6] = s.rlast;
      std::memcpy(to + 7, s.rdata, 16);
      to[9] = s.bvalid, to[10] = s.bid, to[11] = s.bresp;
    }
    static orris::AddressChannel address(const uint64_t* from) {
      orris::AddressChannel channel;
      channel.valid = from[0], channel.id = from[1], channel.len = from[2], channel.size = from[3];
      channel.burst = from[4], channel.address = from[5];
      return channel;
    }
    ORRIS_EXPORT int memory_edge(void* pointer, const uint64_t* from) {
      orris::MasterSignals m;
      m.ar = address(from);
      m.aw = address(from + 6);
      m.wvalid = from[12], m.wlast = from[13], m.wstrb = from[14];
      std::memcpy(m.wdata, from + 15, 16);
      m.rready = from[17], m.bready = from[18];
      return memory(pointer).edge(m);
    }
    ORRIS_EXPORT const char* memory_violation(void* pointer) { return memory(pointer).violation().c_str(); }
    ORRIS_EXPORT const char* memory_unfinished(void* pointer) { return memory(pointer).unfinished(); }
    ORRIS_EXPORT void memory_traffic(void* pointer, uint64_t* to) {
      const AxiMemory& m = memory(pointer);
      to[0] = m.readBursts, to[1] = m.writeBursts, to[2] = m.readBeats, to[3] = m.writeBeats;
    }

    """
}
