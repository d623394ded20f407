import Hardware

extension OutputSettings {
  /// Takes each member from its register.
  init(_ register: (ProgramRegister) -> Unsigned) {
    self.init(
      zero: Signed(bitPattern: register(.outputZero)), minimum: Signed(bitPattern: register(.outputMinimum)),
      maximum: Signed(bitPattern: register(.outputMaximum)))
  }
}

extension VectorSettings {
  /// Takes each member from its register.
  init(_ register: (ProgramRegister) -> Unsigned, _ architecture: Architecture) {
    let operation = Enumerated<VectorOperation>.shape
    let entryBits = ChannelTable.entryBits(architecture)
    self.init(
      operation: operation.unpacked(from: register(.vectorOperation)[0..<operation.bitWidth]),
      walk: VectorWalk(register), operands: OperandSettings(register, architecture),
      inputEntry: register(.vectorInputEntry)[0..<entryBits], resultEntry: register(.vectorResultEntry)[0..<entryBits])
  }
}

extension OperandSettings {
  fileprivate init(_ register: (ProgramRegister) -> Unsigned, _ architecture: Architecture) {
    let broadcast: Unsigned? = architecture.lanes > 1 ? register(.vectorBroadcast) : nil
    self.init(
      aZero: Signed(bitPattern: register(.vectorAZero)), bZero: Signed(bitPattern: register(.vectorBZero)),
      scalesB: register(.vectorScalesB)[0], rounding: register(.vectorRounding),
      broadcastsA: broadcast?[0], broadcastsB: broadcast?[1])
  }
}

extension VectorWalk {
  fileprivate init(_ register: (ProgramRegister) -> Unsigned) {
    self.init(
      aBase: register(.vectorABase), aWindowColumn: register(.vectorAWindowColumn),
      aWindowRow: register(.vectorAWindowRow), aColumn: register(.vectorAColumn), aRow: register(.vectorARow),
      aVector: register(.vectorAVector), bBase: register(.vectorBBase), bColumn: register(.vectorBColumn),
      bRow: register(.vectorBRow), bVector: register(.vectorBVector), resultBase: register(.vectorResultBase),
      resultColumn: register(.vectorResultColumn), resultRow: register(.vectorResultRow),
      resultVector: register(.vectorResultVector), lastWindowColumn: register(.vectorLastWindowColumn),
      lastWindowRow: register(.vectorLastWindowRow), lastColumn: register(.vectorLastColumn),
      lastRow: register(.vectorLastRow), lastVector: register(.vectorLastVector))
  }
}
