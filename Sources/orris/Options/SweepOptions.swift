import Accelerator
import ArgumentParser

/// Several values of a parameter: `8,12,16`, or a range with or without a step, `8-32` and `8-32:8`.
struct ValueList: ExpressibleByArgument {
  let values: [Int]

  init?(argument: String) {
    var (values, known): ([Int], Set<Int>) = ([], [])
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let range = Self.range(part) else { return nil }
      values += range.filter { known.insert($0).inserted }
      guard values.count <= Self.maximumCount else { return nil }
    }
    self.values = values
  }

  private static let maximumCount = 10_000
  /// Larger than any parameter may be, and far from where numbers end.
  private static let maximumValue = 1_000_000_000

  private static func range(_ text: Substring) -> [Int]? {
    if let number = Int(text), (0...maximumValue).contains(number) { return [number] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]), first <= last,
      last <= maximumValue
    else {
      return nil
    }
    guard let step = parts.count == 2 ? Int(parts[1]) : 1, step > 0, (last - first) / step < maximumCount else {
      return nil
    }
    return Array(stride(from: first, through: last, by: step))
  }
}

/// The options that say which architectures are compared: a preset or a file, and several values of any parameter.
struct SweepOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The preset to start from; edge if there is no file either.", valueName: "name"))
  var preset: PresetName?
  @Option(
    help: ArgumentHelp("A JSON file with the architecture to start from.", valueName: "file.json"),
    completion: .file(extensions: ["json"]))
  var architecture: String?

  @Option(help: .values("rows")) var rows: ValueList?
  @Option(help: .values("columns")) var columns: ValueList?
  @Option(help: .values("ifmapScratchpad")) var ifmapScratchpad: ValueList?
  @Option(help: .values("filterScratchpad")) var filterScratchpad: ValueList?
  @Option(help: .values("psumScratchpad")) var psumScratchpad: ValueList?
  @Option(help: .values("ifmapBusWords")) var ifmapBusWords: ValueList?
  @Option(help: .values("filterBusWords")) var filterBusWords: ValueList?
  @Option(help: .values("psumBusWords")) var psumBusWords: ValueList?
  @Option(help: .values("bufferBanks")) var bufferBanks: ValueList?
  @Option(help: .values("bufferDepth")) var bufferDepth: ValueList?
  @Option(help: .values("bufferWordBits")) var bufferWordBits: ValueList?
  @Option(help: .values("memoryDataBits")) var memoryDataBits: ValueList?

  func validate() throws {
    if preset != nil && architecture != nil {
      throw ValidationError("--preset and --architecture exclude each other: start from the one or from the other")
    }
  }

  /// The parameters of which several values are given, in their order.
  var varied: [(field: ArchitectureField, values: [Int])] {
    let lists: [(String, ValueList?)] = [
      ("rows", rows), ("columns", columns), ("ifmapScratchpad", ifmapScratchpad),
      ("filterScratchpad", filterScratchpad), ("psumScratchpad", psumScratchpad), ("ifmapBusWords", ifmapBusWords),
      ("filterBusWords", filterBusWords), ("psumBusWords", psumBusWords), ("bufferBanks", bufferBanks),
      ("bufferDepth", bufferDepth), ("bufferWordBits", bufferWordBits), ("memoryDataBits", memoryDataBits),
    ]
    return lists.compactMap { name, list in list.map { (Architecture.field(name), $0.values) } }
  }

  /// The most combinations that are tried.
  static let maximumCount = 100_000

  /// How many combinations there are; nil for more than can be counted.
  private var count: Int? {
    varied.reduce(Int?.some(1)) { count, parameter in
      count.flatMap { known in
        let (product, overflow) = known.multipliedReportingOverflow(by: parameter.values.count)
        return overflow ? nil : product
      }
    }
  }

  /// All combinations of the values, the last parameter changing fastest.
  ///
  /// - Throws: `CommandFailure` if there are too many, or `ArchitectureError` if the file cannot be read.
  func architectures() throws -> [Architecture] {
    guard let count, count <= Self.maximumCount else {
      throw CommandFailure(
        .badInput,
        "the lists make \(count.map(grouped) ?? "too many") architectures; at most \(grouped(Self.maximumCount)) are possible"
      )
    }
    let start: Architecture
    if let architecture {
      start = try Architecture(jsonFileAt: architecture)
    } else {
      start = try Architecture(preset: preset?.name ?? "edge")
    }
    return varied.reduce([start]) { combinations, parameter in
      combinations.flatMap { architecture in
        parameter.values.map { value in
          var changed = architecture
          parameter.field.set(.number(value), in: &changed)
          return changed
        }
      }
    }
  }
}

extension ArgumentHelp {
  fileprivate static func values(_ name: String) -> ArgumentHelp {
    let field = Architecture.field(name)
    return ArgumentHelp("Values of \(name), \(field.possibleValues).", valueName: "list")
  }
}
