import Accelerator
import Hardware
import HardwareSimulation
import Testbench

/// The Verilated array of an architecture together with its test bench; compiled once and cached by content.
public struct ArrayModel: Sendable {
  public let architecture: Architecture
  /// Whether runs can write waveforms.
  public let traces: Bool
  let functions: TestbenchFunctions

  /// From this size on PEs stay modules of their own in the C++: inlined, they would outgrow the caches.
  private static let largestInlined = 200

  /// - Throws: `DesignError`, or `SimulationError` where Verilator or the compiler is missing or fails.
  public init(_ architecture: Architecture, traces: Bool = false) throws {
    self.architecture = architecture
    self.traces = traces
    let design = try ProcessingArray(architecture).elaborated()
    var options = VerilatedLibrary.Options(trace: traces ? .fst : nil)
    if architecture.rows * architecture.columns > Self.largestInlined {
      options.separateModules = ["processing_element"]
    }
    let library = try VerilatedLibrary.build(
      verilog: try Verilog.emit(design).map { VerilatedLibrary.Source(name: $0.name, contents: $0.contents) },
      top: design.top.name,
      harness: [
        .init(name: "array_ports.h", contents: ArrayPorts.header(architecture)),
        .init(name: "array_testbench.cpp", contents: Testbench.array),
      ], options: options)
    functions = try TestbenchFunctions(library)
  }
}
