import Hardware

/// Finds out which assertion it was of which Verilator tells.
enum AssertionNames {
  /// The source line of each assertion of a design, by hierarchical name.
  static func locations(in design: Netlist.Design) -> [String: SourceLocation] {
    let design = (try? design.withModels()) ?? design
    var found: [String: SourceLocation] = [:]
    var pending = [(path: "", definition: design.definitions.count - 1)]
    while let (path, index) = pending.popLast() {
      let definition = design.definitions[index]
      for assertion in definition.assertions { found[path + assertion.name] = assertion.source }
      pending += definition.instances.map { (path + $0.name + ".", $0.definition) }
    }
    return found
  }

  /// Instances of an array stand in a loop: `lane[3].unit` is `lane_3`.
  ///
  /// Reads `[25] %Error: top.v:6: Assertion failed in TOP.top.lane_0.limit: count ran past 8`.
  static func failure(_ text: String, cycle: Int, locations: [String: SourceLocation]) -> any Error {
    let marker = "Assertion failed in "
    guard let line = text.split(separator: "\n").first(where: { $0.contains(marker) }),
      let start = line.range(of: marker)?.upperBound,
      let end = line[start...].range(of: ": ") ?? line[start...].range(of: ":")
    else { return SimulationError("the Verilated model stopped in cycle \(cycle): \(text)") }
    let place = line[start..<end.lowerBound].replacing(/\[(\d+)\]\.unit\b/) { "_\($0.1)" }
    var path = place.split(separator: ".")
    if path.first == "TOP" { path.removeFirst() }
    var name = path.dropFirst().joined(separator: ".")
    // The model of a foreign module lies within a module of the foreign name.
    let inModels = path.dropFirst().filter { $0 != "model" && !$0.hasPrefix("parameters_") }.joined(separator: ".")
    if locations[name] == nil, locations[inModels] != nil { name = inModels }
    return AssertionFailure(
      name: name, message: String(line[end.upperBound...]), cycle: cycle, source: locations[name])
  }
}
