import Foundation
import Hardware
import HardwareSimulation

/// That a definition is the same hardware printed as vectors and loops, and as single signals.
///
/// Both texts are flattened. Their outputs, registers and words of memories are paired, and Yosys shows of each pair by
/// induction that the two are equal after a clock edge, and within the cycle, if all pairs were equal before it: what begins
/// equal never differs, whatever the inputs.
public struct VectorProof: Sendable, CustomStringConvertible {
  /// The name of the definition.
  public let name: String
  /// Bits of registers and memories, those of all instances in it counted.
  public let stateBits: Int
  private let design: Netlist.Design

  /// The definitions of a design whose vectors are to be proved: those with at most so many bits of state.
  public static func all(of design: Netlist.Design, stateBits limit: Int) -> [VectorProof] {
    design.definitions.indices.filter { design.definitions[$0].foreign == nil }
      .map { VectorProof(design.bench(of: $0), name: design.definitions[$0].name) }
      .filter { $0.stateBits <= limit }
  }

  private init(_ design: Netlist.Design, name: String) {
    (self.design, self.name) = (design, name)
    stateBits = design.state.reduce(0) { $0 + $1.width }
  }

  /// The definition, and how much state the solver has to pair.
  public var description: String { "\(name) (\(stateBits) bits of state)" }

  /// Whether the two forms are different texts; else there is nothing to prove.
  ///
  /// - Throws: `DesignError` if the design is wrong.
  public func hasVectors() throws -> Bool { try text(packsBundles: true) != text(packsBundles: false) }

  private func text(packsBundles: Bool) throws -> String {
    try Verilog.text(of: design, .init(packsBundles: packsBundles))
  }

  /// Asks Yosys.
  ///
  /// - Parameter change: what is done to the text with vectors before; to see that a mistake is found.
  /// - Returns: the end of what Yosys said where it does not prove the equivalence; nil where it does.
  /// - Throws: `SimulationError` if there is no Yosys or it cannot read a text, `DesignError` if the design is wrong.
  public func failure(changing change: (String) -> String = { $0 }) throws -> String? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vector-proof-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try flatten(in: folder, change)
    let pairs = try pair(in: folder)
    let run = try yosys(Self.proof, in: folder)
    if run.status == 0, run.output.contains("Equivalence successfully proven!") { return nil }
    return "\(pairs) of \(design.state.count) registers and words are paired\n" + String(run.output.suffix(2000))
  }

  // MARK: Texts

  /// Writes both forms as netlists without hierarchy.
  private func flatten(in folder: URL, _ change: (String) -> String) throws {
    for (form, packsBundles) in [("gold", false), ("gate", true)] {
      // The contents of memories are the same in both.
      for file in try Verilog.emit(design) where !file.isModule { try write(file.contents, file.name, folder) }
      let text = try text(packsBundles: packsBundles)
      try write(packsBundles ? change(text) : text, "\(form).v", folder)
    }
    let run = try yosys(["gold", "gate"].map(Self.flattening).joined(separator: "\n"), in: folder)
    guard run.status == 0 else {
      throw SimulationError("Yosys could not read '\(name)':\n\(run.output.suffix(2000))")
    }
  }

  private static func flattening(_ form: String) -> String {
    """
    read_verilog \(form).v
    hierarchy -check -top bench
    proc
    flatten
    memory_collect
    memory_map
    opt_clean
    rename bench \(form)
    write_json \(form).json
    design -reset
    """
  }

  /// Gives what both forms have in common the same names, and nothing else a name.
  ///
  /// - Returns: how many state elements were found in both.
  private func pair(in folder: URL) throws -> Int {
    let forms = try ["gold", "gate"].map { try FlatNetlist(folder.appending(path: "\($0).json"), module: $0) }
    var names: [[String: [Any]]] = [[:], [:]]
    for (index, element) in design.state.enumerated() {
      guard let gold = forms[0].bits(of: element), let gate = forms[1].bits(of: element) else { continue }
      names[0]["state_\(index)"] = gold
      names[1]["state_\(index)"] = gate
    }
    for (form, (netlist, names)) in zip(["gold", "gate"], zip(forms, names)) {
      try netlist.write(to: folder.appending(path: "\(form)_named.json"), names: names)
    }
    return names[0].count
  }

  private static let proof = """
    read_json gold_named.json
    read_json gate_named.json
    equiv_make gold gate equiv
    hierarchy -top equiv
    opt_clean
    equiv_struct -icells
    equiv_simple
    equiv_induct -seq 1
    equiv_status -assert
    """

  // MARK: Yosys

  private func write(_ text: String, _ name: String, _ folder: URL) throws {
    try text.write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
  }

  private func yosys(_ script: String, in folder: URL) throws -> Subprocess {
    guard let yosys = Checkout.tool("yosys") else { throw SimulationError("Yosys is not there (make tools)") }
    try write(script, "script.ys", folder)
    return try Subprocess.run(yosys, ["-s", "script.ys"], in: folder)
  }
}
