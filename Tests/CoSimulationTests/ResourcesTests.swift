import Accelerator
import CoSimulation
import Foundation
import Hardware
import HardwareSimulation
import TestSupport
import Testing

/// What `describe` and the summaries count, against what Yosys makes of the Verilog: flip-flops, memory bits and
/// multipliers of every single module, and of the whole hierarchy.
@Suite(.enabled(if: Checkout.tool("yosys") != nil, "Yosys is not there (make tools)"))
struct ResourcesTests {
  @Test(arguments: Architecture.presets.map(\.name)) func presetsAreAsYosysFindsThem(preset: String) throws {
    let architecture = try #require(Architecture.presets.first { $0.name == preset }).architecture
    try compare(Accelerator(architecture).elaborated())
  }

  /// `ORRIS_FUZZ_SEED` and `ORRIS_FUZZ_COUNT` try other or more architectures.
  @Test func randomArchitecturesAreAsYosysFindsThem() throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["ORRIS_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
    let count = environment["ORRIS_FUZZ_COUNT"].flatMap(UInt64.init) ?? 4
    for seed in seed..<seed + count {
      print("resources: an accelerator and an array from seed \(seed)")
      var random = SeededGenerator(seed: seed)
      var fuzz = FuzzGenerator(seed: seed)
      try compare(Accelerator(NetworkFuzz.architecture(using: &random)).elaborated(), "seed \(seed)")
      try compare(ProcessingArray(fuzz.architecture()).elaborated(), "seed \(seed)")
    }
  }

  /// Registers that only assertions read, that nothing reads, and that only one another read are not counted; nor are
  /// multipliers and memories behind them, and instances whose outputs nothing reads.
  @Test func whatNothingFollowsIsNotCounted() throws {
    let design = try Idle().elaborated()
    try compare(design)
    let resources = try #require(design.resources.last)
    #expect(resources.flipFlops == 8)
    #expect(resources.memories.isEmpty && resources.products == 0)
    #expect(design.resources.map(\.count) == [1, 1])
  }

  private func compare(_ design: Netlist.Design, _ what: String = "") throws {
    let expected = try YosysCounts(design)
    let resources = design.resources
    // Modules that differ only in the width of what they move are one module in the Verilog, which Yosys makes anew for each
    // width, under names of its own.
    var sharing: Set<YosysCounts.Module> = []
    for module in resources {
      let found = YosysCounts.Module(
        flipFlops: module.flipFlops, memoryBits: module.memoryBits, multipliers: module.products)
      if let counted = expected.modules[module.name] {
        #expect(found == counted, "\(what) \(module.name)")
      } else {
        sharing.insert(found)
      }
    }
    let names = Set(resources.map(\.name))
    let made = expected.modules.filter { !names.contains($0.key) }
    #expect(made.keys.allSatisfy { $0.contains("WIDTH") }, "\(what): \(made.keys.sorted())")
    #expect(sharing == Set(made.values), "\(what)")
    let total = YosysCounts.Module(
      flipFlops: resources.reduce(0) { $0 + $1.flipFlops * $1.count },
      memoryBits: resources.reduce(0) { $0 + $1.memoryBits * $1.count },
      multipliers: resources.reduce(0) { $0 + $1.products * $1.count })
    #expect(total == expected.total, "\(what) in all")
  }
}

extension Netlist.Resources {
  /// All that is a multiplication in the Verilog: Yosys does not part those by a constant from the others.
  fileprivate var products: Int { multipliers.count + constantProducts }
}

/// A pass-through register, and much that nothing follows.
private struct Idle: Module {
  let value: Unsigned
  let result: Unsigned
  private let asserted, first, second: Unsigned
  private let followed, ignored: Delay

  init() {
    (value, result) = (.input(8), .outputRegister(8))
    (asserted, first, second) = (.register(8, reset: 0), .register(16), .register(16))
    (followed, ignored) = (Delay(), Delay())
  }

  var body: [Statement] {
    result <== followed.result
    followed.value <== value
    ignored.value <== value
    asserted <== value
    expect(asserted .== result || asserted .!= 0, "something", name: "something")
    first <== value * second.truncated(to: 8)
    second <== first
    let words = Memory("words_unused", depth: 4, of: Unsigned.bits(8))
    words.write(value, at: value.truncated(to: 2))
  }
}

private struct Delay: Module {
  let value: Unsigned
  let result: Unsigned
  init() { (value, result) = (.input(8), .outputRegister(8)) }
  var body: [Statement] { result <== value }
}

/// What Yosys counts after `proc; opt_clean`.
private struct YosysCounts {
  struct Module: Hashable {
    var flipFlops: Int
    var memoryBits: Int
    /// Those by a constant as well.
    var multipliers: Int
  }

  fileprivate struct Statistics: Decodable {
    struct Module: Decodable {
      let memoryBits: Int
      /// The number of cells of each type, whose width is the end of its name.
      let cells: [String: Int]

      enum CodingKeys: String, CodingKey {
        case memoryBits = "num_memory_bits"
        case cells = "num_cells_by_type"
      }
    }

    let modules: [String: Module]
    let design: Module
  }

  let modules: [String: Module]
  let total: Module

  init(_ design: Netlist.Design) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "resources-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try Verilog.emit(design)
    for file in files {
      try file.contents.write(to: folder.appending(path: file.name), atomically: false, encoding: .utf8)
    }
    let script = """
      read_verilog \(files.map(\.name).joined(separator: " "))
      hierarchy -check -top \(design.top.name)
      proc
      opt_clean
      tee -q -o counts.json stat -json -width
      """
    try script.write(to: folder.appending(path: "count.ys"), atomically: false, encoding: .utf8)
    let yosys = try #require(Checkout.tool("yosys"))
    try Subprocess.check(yosys, ["-q", "-s", "count.ys"], in: folder, to: "count")
    let data = try Data(contentsOf: folder.appending(path: "counts.json"))
    let statistics = try JSONDecoder().decode(Statistics.self, from: data)
    modules = Dictionary(
      uniqueKeysWithValues: statistics.modules.map { ($0.key.replacing("\\", with: ""), Module($0.value)) })
    total = Module(statistics.design)
  }
}

extension YosysCounts.Module {
  fileprivate init(_ statistics: YosysCounts.Statistics.Module) {
    self.init(flipFlops: 0, memoryBits: statistics.memoryBits, multipliers: 0)
    for (type, count) in statistics.cells {
      let parts = type.split(separator: "_")
      guard let kind = parts.first, kind.hasPrefix("$"), let width = parts.dropFirst().first.flatMap({ Int($0) }) else {
        continue
      }
      if kind.hasSuffix("dff") || kind.hasSuffix("dffe") { flipFlops += width * count }
      if kind == "$mul" { multipliers += count }
    }
  }
}
