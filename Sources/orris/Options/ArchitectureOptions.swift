import Accelerator
import ArgumentParser

/// The options that choose an architecture: a preset or a file, and any field on top of it.
struct ArchitectureOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The preset to start from; edge if there is no file either.", valueName: "name"))
  var preset: PresetName?
  @Option(
    help: ArgumentHelp("A JSON file with the architecture.", valueName: "file.json"),
    completion: .file(extensions: ["json"]))
  var architecture: String?

  // The names are those of the fields, and the rest comes from their table.
  @Option(parsing: .unconditional, help: .field("rows")) var rows: Int?
  @Option(parsing: .unconditional, help: .field("columns")) var columns: Int?
  @Option(parsing: .unconditional, help: .field("activationBits")) var activationBits: Int?
  @Flag(inversion: .prefixedNo, help: .field("zeroPoint")) var zeroPoint: Bool?
  @Option(parsing: .unconditional, help: .field("weightBits")) var weightBits: Int?
  @Option(parsing: .unconditional, help: .field("psumBits")) var psumBits: Int?
  @Flag(inversion: .prefixedNo, help: .field("productShift")) var productShift: Bool?
  @Option(parsing: .unconditional, help: .field("ifmapScratchpad")) var ifmapScratchpad: Int?
  @Option(parsing: .unconditional, help: .field("filterScratchpad")) var filterScratchpad: Int?
  @Option(parsing: .unconditional, help: .field("psumScratchpad")) var psumScratchpad: Int?
  @Option(parsing: .unconditional, help: .field("ifmapBusWords")) var ifmapBusWords: Int?
  @Option(parsing: .unconditional, help: .field("filterBusWords")) var filterBusWords: Int?
  @Option(parsing: .unconditional, help: .field("psumBusWords")) var psumBusWords: Int?
  @Option(parsing: .unconditional, help: .field("inputFIFO")) var inputFIFO: Int?
  @Option(parsing: .unconditional, help: .field("psumFIFO")) var psumFIFO: Int?
  @Option(parsing: .unconditional, help: .field("bufferBanks")) var bufferBanks: Int?
  @Option(parsing: .unconditional, help: .field("bufferDepth")) var bufferDepth: Int?
  @Option(parsing: .unconditional, help: .field("bufferWordBits")) var bufferWordBits: Int?
  @Option(parsing: .unconditional, help: .field("memoryDataBits")) var memoryDataBits: Int?
  @Option(parsing: .unconditional, help: .field("memoryAddressBits")) var memoryAddressBits: Int?
  @Option(parsing: .unconditional, help: .field("memoryBursts")) var memoryBursts: Int?
  @Option(parsing: .unconditional, help: .field("filterPrefetch")) var filterPrefetch: Int?
  @Option(parsing: .unconditional, help: .field("channelTable")) var channelTable: Int?
  @Flag(inversion: .prefixedNo, help: .field("compression")) var compression: Bool?
  @Option(parsing: .unconditional, help: .field("runBits")) var runBits: Int?

  func validate() throws {
    if preset != nil && architecture != nil {
      throw ValidationError("--preset and --architecture exclude each other: start from the one or from the other")
    }
  }

  /// The architecture that is asked for.
  ///
  /// - Parameter scope: the whole accelerator asks for more than its array.
  /// - Throws: `ArchitectureError` if the file cannot be read or a rule is broken.
  func resolved(for scope: DesignScope) throws(ArchitectureError) -> Architecture {
    var result = try start
    for (path, value) in numbers { if let value { result[keyPath: path] = value } }
    for (path, value) in flags { if let value { result[keyPath: path] = value } }
    do {
      return try scope == .array ? result.validated() : result.validatedForAccelerator()
    } catch {
      throw ArchitectureError(file: architecture, problems: error.problems)
    }
  }

  private var start: Architecture {
    get throws(ArchitectureError) {
      if let architecture { return try Architecture(jsonFileAt: architecture) }
      return try Architecture(preset: preset?.name ?? "edge")
    }
  }

  private var numbers: [(WritableKeyPath<Architecture, Int>, Int?)] {
    [
      (\.rows, rows), (\.columns, columns), (\.activationBits, activationBits), (\.weightBits, weightBits),
      (\.psumBits, psumBits), (\.ifmapScratchpad, ifmapScratchpad), (\.filterScratchpad, filterScratchpad),
      (\.psumScratchpad, psumScratchpad), (\.ifmapBusWords, ifmapBusWords), (\.filterBusWords, filterBusWords),
      (\.psumBusWords, psumBusWords), (\.inputFIFO, inputFIFO), (\.psumFIFO, psumFIFO),
      (\.bufferBanks, bufferBanks), (\.bufferDepth, bufferDepth), (\.bufferWordBits, bufferWordBits),
      (\.memoryDataBits, memoryDataBits), (\.memoryAddressBits, memoryAddressBits), (\.memoryBursts, memoryBursts),
      (\.filterPrefetch, filterPrefetch), (\.channelTable, channelTable), (\.runBits, runBits),
    ]
  }

  private var flags: [(WritableKeyPath<Architecture, Bool>, Bool?)] {
    [(\.zeroPoint, zeroPoint), (\.productShift, productShift), (\.compression, compression)]
  }
}

extension ArgumentHelp {
  /// What the field's table says about it.
  fileprivate static func field(_ name: String) -> ArgumentHelp {
    let field = Architecture.field(name)
    let meaning = field.meaning.prefix(1).uppercased() + field.meaning.dropFirst()
    return switch field.storage {
    case .number: ArgumentHelp("\(meaning), \(field.possibleValues).", valueName: field.unit)
    case .flag: ArgumentHelp("\(meaning).")
    }
  }
}
