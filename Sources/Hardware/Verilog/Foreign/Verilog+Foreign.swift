extension Verilog {
  /// The Verilog files that the foreign modules of a design come from, each once, in the order in which the design
  /// meets them; paths as their declarations give them.
  public static func foreignFiles(of design: Netlist.Design) -> [String] {
    var seen: Set<String> = []
    return design.foreignModules.flatMap { $0.foreign?.files ?? [] }.filter { seen.insert($0).inserted }
  }

  /// For each foreign module whose Verilog is not given, a module of its name with nothing but its ports and
  /// parameters: for linters, and for synthesis of what is around it.
  public static func blackBoxes(of design: Netlist.Design) -> [VerilogFile] {
    ForeignInterface.all(of: design).filter { !$0.hasFiles }
      .map { VerilogFile(name: "\($0.name).v", contents: BlackBoxPrinter.print($0)) }
  }

  /// For each foreign module whose Verilog is not given, a module of its name that behaves as its model does, after the
  /// modules that the models are made of: for simulations of the design's own Verilog.
  ///
  /// - Throws: `DesignError` that names the foreign modules without Verilog and model.
  public static func models(of design: Netlist.Design) throws -> [VerilogFile] {
    let absent = ForeignInterface.all(of: design).filter { !$0.hasFiles }
    try DesignError.refuse(absent.flatMap(\.definitions).filter { $0.foreign?.model == nil }) {
      "nothing is known of the inside of '\($0)': give its Verilog in 'files' or its behaviour in 'model'"
    }
    return try absent.flatMap { interface in
      var files: [VerilogFile] = []
      var tops: [Netlist.Definition] = []
      for (index, definition) in interface.definitions.enumerated() {
        guard let foreign = definition.foreign, let model = foreign.model?.prefixed("\(interface.name)_model_\(index)_")
        else { continue }
        files += try models(of: model) + emit(model)
        tops.append(model.top)
      }
      let text = BlackBoxPrinter.print(interface, models: tops)
      return files + [VerilogFile(name: "\(interface.name).v", contents: text)]
    }
  }
}

extension DesignError {
  /// Throws where there are foreign modules that nothing can simulate, with a message for each name.
  static func refuse(_ definitions: [Netlist.Definition], _ message: (String) -> String) throws {
    var seen: Set<String> = []
    let diagnostics = definitions.filter { seen.insert($0.name).inserted }.map {
      Diagnostic(check: "foreign", message: message($0.name), module: $0.name, location: $0.source)
    }
    if !diagnostics.isEmpty { throw DesignError(diagnostics: diagnostics) }
  }
}

extension Netlist.Design {
  /// The design with other names, so that it can stand beside another one; foreign names stay.
  fileprivate func prefixed(_ prefix: String) -> Netlist.Design {
    Netlist.Design(
      definitions: definitions.map { definition in
        guard definition.foreign == nil else { return definition }
        var result = definition
        result.name = prefix + definition.name
        if let parameter = definition.widthParameter {
          result.widthParameter?.moduleName = prefix + parameter.moduleName
        }
        return result
      })
  }
}
