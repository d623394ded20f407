/// The way from a checked netlist to Verilog-2005 or SystemVerilog: simplify, lower to syntax, print.
public enum Verilog {
  /// One file for each module, children before their parents, and behind a module those with the contents of its
  /// memories. The same design gives the same bytes.
  ///
  /// A definition is a module, except that those which differ only in the width of what they move share one
  /// (`WidthParameter`), and that foreign modules have no files here: `foreignFiles(of:)` and `blackBoxes(of:)` tell of
  /// them.
  ///
  /// - Parameters:
  ///   - design: one that has passed the checks.
  ///   - options: names and styles that are not the design's own.
  /// - Throws: `DesignError` if wires of the design form a loop, since then no order of declarations would do, and if a
  ///   name of the options is none or is taken.
  public static func emit(_ design: Netlist.Design, _ options: Options = Options()) throws -> [VerilogFile] {
    let taken = OptionsCheck.findings(in: design, options)
    guard taken.isEmpty else { throw DesignError(diagnostics: taken) }
    let design = design.prefixingModules(options.modulePrefix)
    var dependencies: [PortDependencies] = []
    var emission = Emission(design, options)
    for index in design.definitions.indices {
      let subject = CheckSubject(definition: index, of: design, dependencies: dependencies)
      let loops = LoopCheck.findings(in: subject)
      guard loops.isEmpty else { throw DesignError(diagnostics: loops) }
      emission.add(subject.definition, isTop: index == design.definitions.count - 1, dependencies)
      dependencies.append(PortDependencies(subject.definition, subject.graph, order: subject.components.order))
    }
    return emission.files
  }

  /// All modules in one text, children before their parents; without the files that they read contents from.
  public static func text(of design: Netlist.Design, _ options: Options = Options()) throws -> String {
    try emit(design, options).filter(\.isModule).map(\.contents).joined(separator: "\n")
  }
}

/// The modules that have been printed.
private struct Emission {
  private let design: Netlist.Design
  private let options: Verilog.Options
  private(set) var files: [VerilogFile] = []
  private var printed: [PrintedModule] = []
  private var names = NameTable()
  /// The modules printed for all widths, by the text that they have under their first choice of a name.
  private var nameOfText: [String: String] = [:]

  init(_ design: Netlist.Design, _ options: Verilog.Options) {
    self.design = design
    self.options = options
    for definition in design.definitions { names.reserve(definition.name) }
  }

  /// - Parameter dependencies: those of all definitions before this one.
  mutating func add(_ definition: Netlist.Definition, isTop: Bool, _ dependencies: [PortDependencies]) {
    guard definition.foreign == nil else {
      printed.append(PrintedModule(foreign: definition))
      return
    }
    if !isTop, let form = PayloadForm(definition),
      let result = legalise(form.definition, form.payload, isTop: false, dependencies)
    {
      printed.append(PrintedModule(form, name: share(result.module)))
      return
    }
    guard let result = legalise(definition, [], isTop: isTop, dependencies) else {
      preconditionFailure("'\(definition.name)' cannot be printed for its own widths")
    }
    printed.append(PrintedModule(definition, result))
    append(result.module)
  }

  private func legalise(
    _ definition: Netlist.Definition, _ payload: [Netlist.NetID], isTop: Bool, _ dependencies: [PortDependencies]
  ) -> Vectoriser.Result? {
    ModuleLegaliser.legalise(
      definition, payload: payload, isTop: isTop, in: design, children: printed, dependencies: dependencies,
      options: options)
  }

  /// The name of a module that is printed for all widths; prints it unless it has been.
  private mutating func share(_ module: Verilog.Module) -> String {
    let text = ModulePrinter.print(module, options).contents
    if let name = nameOfText[text] { return name }
    var module = module
    module.name = names.unique(module.name)
    nameOfText[text] = module.name
    append(module)
    return module.name
  }

  private mutating func append(_ module: Verilog.Module) {
    files.append(ModulePrinter.print(module, options))
    for memory in module.memories where memory.isInFile {
      files.append(
        VerilogFile(words: memory.contents?.words ?? [], width: memory.width, name: module.fileName(of: memory)))
    }
  }
}
