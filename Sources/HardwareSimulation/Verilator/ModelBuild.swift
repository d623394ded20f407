import Foundation

/// One build of a Verilated library, in a folder that it may fill as it likes.
struct ModelBuild {
  let verilog: [VerilatedLibrary.Source]
  let top: String
  let harness: [VerilatedLibrary.Source]
  let options: VerilatedLibrary.Options
  let toolchain: ModelToolchain

  static let libraryName = "model.so"
  private static let modelFolder = "model"

  /// All that decides what comes out.
  var inputs: [String] {
    let sources = (verilog + harness).flatMap { [$0.name, $0.contents] }
    return toolchain.identity + ["\(verilog.count)", top] + sources + verilatorFlags
      + compilerFlags + linkerFlags + [controlFile] + HarnessSupport.texts
  }

  func run(in folder: URL) throws {
    try options.trace?.checkLibraries(toolchain, in: folder)
    try writeSources(to: folder)
    try Subprocess.check(
      toolchain.verilator.executable,
      verilatorFlags + ["control.vlt"] + modules.map(\.name).filter { !ForeignSources.isHeader($0) }, in: folder,
      to: "translate \(top)")
    let model = folder.appendingPathComponent(Self.modelFolder)
    let header = try String(contentsOf: model.appendingPathComponent("Vmodel.h"), encoding: .utf8)
    try ModelPorts.header(of: header)
      .write(to: folder.appendingPathComponent(ModelPorts.headerName), atomically: false, encoding: .utf8)
    let units = try compilationUnits(in: model)
    let compile = units.map { unit in
      { @Sendable in
        try toolchain.compile(unit.name, to: "\(unit.name).o", compilerFlags + [unit.optimization], in: folder)
      }
    }
    try ModelToolchain.inParallel(compile)
    let runtime = ModelRuntime(toolchain: toolchain, trace: options.trace, names: try runtimeNames(in: model))
    let objects = units.map { "\($0.name).o" } + (try runtime.objects())
    try Subprocess.check(
      toolchain.compiler.executable, ["-shared", "-o", Self.libraryName] + objects + linkerFlags, in: folder,
      to: "link \(top)")
    try removeIntermediates(in: folder)
  }

  private var verilatorFlags: [String] {
    [
      "--cc", "--prefix", "Vmodel", "--top-module", top, "--Mdir", Self.modelFolder, "--x-assign", "0",
      "--x-initial", "unique", "--timescale", "1ns/1ns", "-Wno-fatal",
    ] + (options.checksAssertions ? ["--assert"] : []) + (options.trace.map { [$0.verilatorFlag] } ?? [])
      + options.defines.map { "-D\($0)" }
      // The temporaries of these optimizations have other names in each instance, so no code would be shared.
      + (options.separateModules.isEmpty ? [] : ["-fno-dfg", "-fno-table"])
  }

  private var compilerFlags: [String] {
    toolchain.flags(trace: options.trace) + ["-I\(Self.modelFolder)", options.optimization]
  }

  private var linkerFlags: [String] {
    (options.trace?.compilerFlags(toolchain.verilator) ?? []).filter { $0.hasPrefix("-l") || $0.hasPrefix("-L") }
  }

  /// Verilator's control file: which modules are not to be inlined, and which nets a harness reads.
  private var controlFile: String {
    let separate = options.separateModules.flatMap { module in
      ["no_inline -module \"\(module.name)\""]
        + module.inputs.map { "public_flat_rw -module \"\(module.name)\" -var \"\($0)\"" }
    }
    let observed = options.observed.map { "public_flat_rd -module \"\($0.module)\" -var \"\($0.net)\"" }
    return
      (["`verilator_config"] + separate + observed
      + ModelInternals.controlLines(options.internals, state: options.state)).joined(separator: "\n") + "\n"
  }

  private func writeSources(to folder: URL) throws {
    try HarnessSupport.write(to: folder)
    let control = VerilatedLibrary.Source(name: "control.vlt", contents: controlFile)
    for source in modules + harness + [control] {
      try source.contents.write(to: folder.appendingPathComponent(source.name), atomically: false, encoding: .utf8)
    }
  }

  /// The modules, with the contents of memories in them: a model has no folder of its own where it runs.
  private var modules: [VerilatedLibrary.Source] {
    let contents = verilog.filter { $0.name.hasSuffix(".hex") }
    return verilog.filter { !$0.name.hasSuffix(".hex") }.map { module in
      contents.reduce(module) { module, file in
        VerilatedLibrary.Source(
          name: module.name, contents: Self.contents(of: module, withWordsOf: file))
      }
    }
  }

  private static func contents(
    of module: VerilatedLibrary.Source, withWordsOf file: VerilatedLibrary.Source
  ) -> String {
    let opening = "initial $readmemh(\"\(file.name)\", "
    guard let start = module.contents.range(of: opening),
      let end = module.contents.range(of: ");", range: start.upperBound..<module.contents.endIndex)
    else { return module.contents }
    let memory = module.contents[start.upperBound..<end.lowerBound]
    let words = file.contents.split(separator: "\n").enumerated().map { index, word in
      "\(memory)[\(index)] = \(4 * word.count)'h\(word);"
    }
    return module.contents.replacingCharacters(
      in: start.lowerBound..<end.upperBound, with: "initial begin \(words.joined(separator: " ")) end")
  }

  private func removeIntermediates(in folder: URL) throws {
    let manager = FileManager.default
    for name in try manager.contentsOfDirectory(atPath: folder.path) where name != Self.libraryName {
      try manager.removeItem(at: folder.appendingPathComponent(name))
    }
  }
}

// MARK: - What Verilator wrote

extension ModelBuild {
  private struct Unit: Sendable {
    let name: String
    let optimization: String
  }

  /// A model below this size compiles fastest in one piece: the runtime's headers cost more than the model.
  private static let smallModel = 150_000

  /// Gathers the model's many files into as many units as there are cores, the code that runs at the start only into
  /// one of its own without optimization; a small model becomes one unit together with its harness.
  private func compilationUnits(in model: URL) throws -> [Unit] {
    let files = try FileManager.default.contentsOfDirectory(atPath: model.path)
      .filter { $0.hasSuffix(".cpp") }.sorted()
    let sizes = try files.map { file in
      let attributes = try FileManager.default.attributesOfItem(atPath: model.appendingPathComponent(file).path)
      return (name: file, size: attributes[.size] as? Int ?? 0)
    }
    let ownFiles = harness.map(\.name).filter { $0.hasSuffix(".cpp") }
    let folder = model.deletingLastPathComponent()
    guard sizes.map(\.size).reduce(0, +) > Self.smallModel else {
      return [try unit("unit_all.cpp", files + ownFiles, options.optimization, in: folder)]
    }
    let slow = files.filter { $0.contains("__Slow") }
    let groups = balanced(sizes.filter { !slow.contains($0.name) }, into: ProcessInfo.processInfo.activeProcessorCount)
    var units = try groups.enumerated().map { index, group in
      try unit("unit_\(index).cpp", group, options.optimization, in: folder)
    }
    units.append(try unit("unit_slow.cpp", slow, "-O0", in: folder))
    units.append(try unit("unit_harness.cpp", ownFiles, options.optimization, in: folder))
    return units
  }

  private func unit(_ name: String, _ files: [String], _ optimization: String, in folder: URL) throws -> Unit {
    let text =
      "#define VL_INCLUDE_OPT include\n#include \"\(HarnessSupport.stateName)\"\n"
      + files.map { "#include \"\($0)\"\n" }.joined()
    try text.write(to: folder.appendingPathComponent(name), atomically: false, encoding: .utf8)
    return Unit(name: name, optimization: optimization)
  }

  /// Largest first, each to the group that is smallest so far.
  private func balanced(_ files: [(name: String, size: Int)], into count: Int) -> [[String]] {
    var groups = [(names: [String], size: Int)](repeating: ([], 0), count: max(1, min(count, files.count)))
    for file in files.sorted(by: { ($1.size, $0.name) < ($0.size, $1.name) }) {
      let smallest = groups.indices.min { groups[$0].size < groups[$1].size } ?? 0
      groups[smallest].names.append(file.name)
      groups[smallest].size += file.size
    }
    return groups.map { $0.names.sorted() }
  }

  /// The runtime's sources that the model asks for in its makefile, in the lists `VM_GLOBAL_FAST` and `_SLOW`.
  private func runtimeNames(in model: URL) throws -> [String] {
    let file = model.appendingPathComponent("Vmodel_classes.mk")
    var names: [String] = []
    var isInList = false
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false) {
      if isInList {
        let name = line.trimmingCharacters(in: CharacterSet(charactersIn: " \t\\"))
        isInList = !name.isEmpty
        if isInList { names.append(name) }
      } else {
        isInList = line.hasPrefix("VM_GLOBAL_")
      }
    }
    return names
  }
}
