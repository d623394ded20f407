import Foundation
import HardwareSimulation

/// A flattened module as Yosys writes it in JSON, its signals by their names in the design.
struct FlatNetlist {
  private var root: [String: Any]
  private let module: String
  private var nets: [String: [Any]] = [:]

  init(_ file: URL, module: String) throws {
    guard let root = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any],
      let modules = root["modules"] as? [String: [String: Any]],
      let names = modules[module]?["netnames"] as? [String: [String: Any]]
    else { throw SimulationError("\(file.lastPathComponent) is no netlist of '\(module)'") }
    (self.root, self.module) = (root, module)
    for (name, net) in names { nets[Self.path(name)] = net["bits"] as? [Any] }
  }

  /// Instance 3 of an array is `lanes[3].unit` in Verilog and `lanes_3` in the design.
  private static func path(_ name: String) -> String { name.replacing(/\[(\d+)\]\.unit\b/) { "_\($0.1)" } }

  /// The bits of a state element, lowest first; nil where it is not there, as nothing reads it.
  func bits(of element: StateElement) -> [Any]? {
    for place in element.places {
      guard let bits = nets[place.variable], bits.count == place.variableWidth else { continue }
      return Array(bits[place.low..<place.low + element.width])
    }
    return nil
  }

  /// Writes the netlist with the given names for its signals and no others but its ports'.
  func write(to file: URL, names: [String: [Any]]) throws {
    var root = root
    var modules = root["modules"] as? [String: [String: Any]] ?? [:]
    let ports = modules[module]?["ports"] as? [String: [String: Any]] ?? [:]
    let signals = names.merging(ports.compactMapValues { $0["bits"] as? [Any] }) { own, _ in own }
    modules[module]?["netnames"] = signals.mapValues { ["hide_name": 0, "bits": $0, "attributes": [String: Any]()] }
    root["modules"] = modules
    try JSONSerialization.data(withJSONObject: root).write(to: file)
  }
}
