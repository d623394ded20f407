import Accelerator
import ArgumentParser
import Hardware

/// What of an architecture is meant.
enum DesignScope {
  case accelerator, array

  /// The name of the top module.
  var top: String { self == .accelerator ? "accelerator" : "processing_array" }
  /// The file list: names of Verilog files, one a line, children before their parents.
  var listName: String { top + ".f" }

  func elaborated(_ architecture: Architecture) throws -> Netlist.Design {
    switch self {
    case .accelerator: try Accelerator(architecture).elaborated()
    case .array: try ProcessingArray(architecture).elaborated()
    }
  }
}

/// The option that chooses the part.
struct ScopeOptions: ParsableArguments {
  @Flag(name: .customLong("array"), help: "Only the array with its networks: no buffer, no engines, no buses.")
  var isArrayOnly = false

  var scope: DesignScope { isArrayOnly ? .array : .accelerator }
}
