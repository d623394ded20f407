import Hardware

extension VerilatedLibrary {
  /// What of a model's inside stays within reach.
  ///
  /// Verilator makes faster models where it may drop variables and merge modules. So a model has to be built for it.
  public enum Internals: Hashable, Sendable {
    /// Ports only.
    case hidden
    /// All nets that are variables of the Verilog, and all memories, can be read.
    case readable
    /// Registers and memories can be written, too.
    case writable
  }
}

/// Which variables of the Verilog are kept within reach.
enum ModelInternals {
  /// Lines of Verilator's control file.
  ///
  /// - Parameter state: The names of all registers and memories.
  static func controlLines(_ internals: VerilatedLibrary.Internals, state: [String]) -> [String] {
    guard internals != .hidden else { return [] }
    let all = #"public_flat_rd -module "*" -var "*""#
    guard internals == .writable else { return [all] }
    // Whoever wrote a wire would see it gone with the next evaluation.
    return [all] + state.map { "public_flat_rw -module \"*\" -var \"\($0)\"" }
  }

  /// The scopes of a model by the paths of the instances: `TOP.top.lane[3].unit` is `top.lane_3`, an instance of an
  /// array.
  static func scopes(_ names: String) -> [String: String] {
    var scopes: [String: String] = [:]
    for name in names.split(separator: "\n") {
      let plain = String(name).replacing("__BRA__", with: "[").replacing("__KET__", with: "]")
      let path: String = plain.replacing(/\[(\d+)\]\.unit\b/) { "_\($0.1)" }
      scopes[path.hasPrefix("TOP.") ? String(path.dropFirst(4)) : path] = String(name)
    }
    return scopes
  }

  /// The variables of the Verilog in which registers, read data and memories can stand.
  static func state(of design: Netlist.Design) -> [String] {
    var names: Set<String> = []
    for definition in design.definitions {
      names.formUnion(definition.memories.map(\.name))
      for (index, net) in definition.nets.enumerated() where net.holdsState {
        names.formUnion(Verilog.places(of: Netlist.NetID(index), in: definition).map(\.variable))
      }
    }
    return names.sorted()
  }
}

extension Netlist.Net {
  fileprivate var holdsState: Bool {
    switch driver {
    case .register, .memory: true
    case .outside, .statements, .instance: false
    }
  }
}

/// A variable of a Verilated model: one entry, or those of an array.
struct ModelVariable {
  let address: UnsafeMutableRawPointer
  /// Bytes of an entry and of all.
  let entrySize, totalSize: Int

  var entryCount: Int { totalSize / entrySize }

  /// Bytes in which Verilator keeps a number.
  static func size(forWidth width: Int) -> Int {
    switch width {
    case ...8: 1
    case ...16: 2
    case ...32: 4
    case ...64: 8
    default: (width + 31) / 32 * 4
    }
  }

  subscript(entry: Int) -> [UInt64] {
    get {
      var words = [UInt64](repeating: 0, count: (entrySize + 7) / 8)
      words.withUnsafeMutableBytes { $0.copyMemory(from: bytes(entry)) }
      return words
    }
    nonmutating set {
      newValue.withUnsafeBytes { bytes in
        (address + entry * entrySize).copyMemory(from: bytes.baseAddress!, byteCount: entrySize)
      }
    }
  }

  private func bytes(_ entry: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: address + entry * entrySize, count: entrySize)
  }
}
