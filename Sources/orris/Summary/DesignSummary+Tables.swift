import Accelerator

extension DesignSummary {
  /// The parts of a report: a title and a table each.
  var sections: [(title: String, table: TextTable)] {
    [
      ("Parameters", parameterTable), ("Totals", totalTable), ("Memories", memoryTable), ("Modules", moduleTable),
    ]
  }

  private var parameterTable: TextTable {
    var table = TextTable([("parameter", .left), ("value", .right), ("unit", .left), ("meaning", .left)])
    for field in Architecture.fields {
      table.add([field.name, field.value(in: architecture).description, field.unit, field.meaning])
    }
    return table
  }

  private var totalTable: TextTable {
    var table = TextTable([("quantity", .left), ("amount", .right), ("", .left)])
    table.add(["hash", architectureHash, "of architecture.json; the registers hashLow and hashHigh"])
    table.add(["processing elements", grouped(processingElements), "each up to one MAC a cycle"])
    for multiplier in multipliers {
      table.add([
        "multipliers \(multiplier.left) x \(multiplier.right)", grouped(multiplier.count), "in \(multiplier.module)",
      ])
    }
    table.add(["memory bits", grouped(memoryBits), kibibytes(memoryBits)])
    table.add(["flip-flops", grouped(flipFlops), "with the memories' output registers"])
    return table
  }

  private var memoryTable: TextTable {
    var table = TextTable([
      ("module", .left), ("memory", .left), ("words", .right), ("bits a word", .right), ("count", .right),
      ("bits in all", .right), ("", .right),
    ])
    for memory in memories {
      table.add([
        memory.module, memory.name, grouped(memory.depth), grouped(memory.width), grouped(memory.count),
        grouped(memory.bits), kibibytes(memory.bits),
      ])
    }
    return table
  }

  private var moduleTable: TextTable {
    var table = TextTable([
      ("module", .left), ("instances", .right), ("flip-flops in one", .right), ("purpose", .left),
    ])
    for module in modules {
      table.add([module.name, grouped(module.instances), grouped(module.flipFlops), module.purpose])
    }
    return table
  }
}

/// A whole number with a comma at every thousand.
func grouped(_ number: Int) -> String {
  let digits = Array(String(number))
  return digits.indices.reduce("") { text, index in
    text + (index > 0 && (digits.count - index) % 3 == 0 ? "," : "") + String(digits[index])
  }
}

private func kibibytes(_ bits: Int) -> String {
  let tenths = (bits * 10 + 4096) / 8192
  return "\(tenths / 10).\(tenths % 10) KiB"
}
