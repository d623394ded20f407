import Accelerator
import Hardware
import HardwareSimulation
import Testbench

/// The Verilated accelerator of an architecture together with its test bench; compiled once and cached by content.
public struct AcceleratorModel: Sendable {
  public let architecture: Architecture
  let functions: AcceleratorFunctions

  /// - Parameter traces: whether runs can write waveforms.
  /// - Throws: `ArchitectureError`, `DesignError`, or `SimulationError` where Verilator or the compiler is missing or
  ///   fails.
  public init(_ architecture: Architecture, traces: Bool = false) throws {
    self.architecture = try architecture.validatedForAccelerator()
    let design = try Accelerator(architecture).elaborated()
    var options = VerilatedLibrary.Options(trace: traces ? .fst : nil)
    options.separateModules = ArrayModel.separateModules(of: design, architecture)
    let library = try VerilatedLibrary.build(
      verilog: try Verilog.emit(design).map { VerilatedLibrary.Source(name: $0.name, contents: $0.contents) },
      top: design.top.name,
      harness: [
        .init(name: "axi_memory.h", contents: Testbench.axiMemory),
        .init(name: "accelerator_ports.h", contents: AcceleratorPorts.header(architecture)),
        .init(name: "accelerator_testbench.cpp", contents: Testbench.accelerator),
      ], options: options)
    functions = try AcceleratorFunctions(library)
  }
}
