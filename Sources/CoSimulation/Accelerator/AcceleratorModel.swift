import Accelerator
import Hardware
import HardwareSimulation
import Testbench

/// The Verilated accelerator of an architecture together with its test bench; compiled once and cached by content.
public struct AcceleratorModel: Sendable {
  /// What was Verilated; it is legal for whole accelerators.
  public let architecture: Architecture
  /// What runs can write waveforms in; nil for none.
  public let trace: TraceFormat?
  let functions: AcceleratorFunctions
  /// The cases of all enumerations, for waveforms.
  let names: String

  /// What the test bench reads within the accelerator, see `testbench/step_watch.h`.
  private static let observed: [VerilatedLibrary.ObservedNet] =
    ["running", "counter", "compute_idle"].map { .init(module: "sequencer", net: $0) }
    + [.init(module: "engine_count", net: "completed"), .init(module: "counter_bank", net: "values")]

  /// - Parameter trace: what runs can write waveforms in. Such a model is slower.
  /// - Throws: `ArchitectureError`, `DesignError`, or `SimulationError` where Verilator or the compiler is missing or
  ///   fails.
  public init(_ architecture: Architecture, trace: TraceFormat? = nil) throws {
    self.architecture = try architecture.validatedForAccelerator()
    self.trace = trace
    let design = try Accelerator(architecture).elaborated()
    var options = VerilatedLibrary.Options(trace: trace)
    options.observed = Self.observed
    options.separateModules = ArrayModel.separateModules(of: design, architecture)
    let library = try VerilatedLibrary.build(
      verilog: try Verilog.emit(design).map { VerilatedLibrary.Source(name: $0.name, contents: $0.contents) },
      top: design.top.name,
      harness: [
        .init(name: "axi_memory.h", contents: Testbench.axiMemory),
        .init(name: "step_watch.h", contents: Testbench.stepWatch),
        .init(name: "accelerator_ports.h", contents: AcceleratorPorts.header(architecture)),
        .init(name: "accelerator_testbench.cpp", contents: Testbench.accelerator),
      ], options: options)
    functions = try AcceleratorFunctions(library)
    names = trace == nil ? "" : TraceFormat.names(of: design)
  }
}
