import Accelerator
import Hardware
import HardwareSimulation
import Testbench

/// The Verilated array of an architecture together with its test bench; compiled once and cached by content.
public struct ArrayModel: Sendable {
  /// What was Verilated: the array alone, without buffer and engines.
  public let architecture: Architecture
  /// What runs can write waveforms in; nil for none.
  public let trace: TraceFormat?
  let functions: TestbenchFunctions
  /// The cases of all enumerations, for waveforms.
  let names: String

  /// From this size on PEs share their code in the C++: a copy for each would outgrow the caches.
  ///
  /// On 12x14, 5 MB of C++ instead of 15, and twice the cycles a second.
  private static let largestInlined = 30

  /// - Parameter trace: what runs can write waveforms in. Such a model is slower.
  /// - Throws: `DesignError`, or `SimulationError` where Verilator or the compiler is missing or fails.
  public init(_ architecture: Architecture, trace: TraceFormat? = nil) throws {
    self.architecture = architecture
    self.trace = trace
    let design = try ProcessingArray(architecture).elaborated()
    var options = VerilatedLibrary.Options(trace: trace)
    options.separateModules = Self.separateModules(of: design, architecture)
    let library = try VerilatedLibrary.build(
      verilog: try Verilog.emit(design).map { VerilatedLibrary.Source(name: $0.name, contents: $0.contents) },
      top: design.top.name,
      harness: [
        .init(name: "array_ports.h", contents: ArrayPorts.header(architecture)),
        .init(name: "array_testbench.cpp", contents: Testbench.array),
      ], options: options)
    functions = try TestbenchFunctions(library)
    names = trace == nil ? "" : TraceFormat.names(of: design)
  }

  private static let sharedModules: Set = ["array_row", "processing_element"]

  /// The modules whose instances share their code.
  static func separateModules(
    of design: Netlist.Design, _ architecture: Architecture
  ) -> [VerilatedLibrary.SeparateModule] {
    guard architecture.rows * architecture.columns > largestInlined else { return [] }
    return design.definitions.filter { sharedModules.contains($0.name) }.map(separate)
  }

  private static func separate(_ definition: Netlist.Definition) -> VerilatedLibrary.SeparateModule {
    let inputs = definition.ports.filter { definition[$0].direction == .input }
    let variables = inputs.flatMap { Verilog.places(of: $0, in: definition) }.map(\.variable)
    return VerilatedLibrary.SeparateModule(name: definition.name, inputs: Set(variables).sorted())
  }
}
