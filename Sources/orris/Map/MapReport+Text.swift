import Mapping

extension MapReport {
  /// For a person at a terminal: the table that the papers print, and a line for all.
  func text(for terminal: Terminal) -> String {
    let title = "\(network) on \(architecture.rows) x \(architecture.columns) processing elements, best in \(objective)"
    return terminal.style(title, .heading) + "\n" + mappingTable.lines { terminal.style($0, .faint) } + "\n"
      + costTable.lines { terminal.style($0, .faint) } + "\n"
      + "\(grouped(certified)) mappings excluded or evaluated; words a MAC from DRAM: \(perMAC(accesses.memory.total))\n"
  }

  private var mappingTable: TextTable {
    var table = TextTable(
      [("layer", .left)]
        + ["m", "n", "e", "p", "q", "g", "r", "t", "active PEs", "passes", "tiles", "cycles", "utilisation"].map {
          ($0, .right)
        })
    for layer in layers {
      let letters = layer.mapping
      let numbers = [
        letters.m, letters.n, letters.e, letters.p, letters.q, letters.g, letters.r, letters.t, letters.activePEs,
        letters.passes, letters.tiles, layer.cycles,
      ]
      table.add([layer.name] + numbers.map(grouped) + [percent(layer.utilization)])
    }
    table.add(["all"] + Array(repeating: "", count: 11) + [grouped(cycles), percent(utilization)])
    return table
  }

  /// Words, in thousands, and energy.
  private var costTable: TextTable {
    var table = TextTable(
      [("words in thousands", .left)]
        + ["scratchpads", "network", "buffer", "of it psums", "DRAM", "of it weights", "of it program", "energy a MAC"]
        .map { ($0, .right) }
        + [("ifmap", .left), ("ofmap", .left)])
    func row(_ name: String, _ accesses: Accesses, _ energy: Energy, _ macs: Int, _ formats: [String]) -> [String] {
      let counts = [
        accesses.scratchpad.total, accesses.network.total, accesses.buffer.total, accesses.buffer.psum,
        accesses.memory.total, accesses.memory.filter, accesses.memory.program,
      ]
      return [name] + counts.map { grouped(($0 + 500) / 1000) } + [
        decimal(energy.total / Double(max(1, macs)), places: 2)
      ]
        + formats
    }
    for layer in layers {
      table.add(row(layer.name, layer.accesses, layer.energy, layer.macs, [layer.ifmapFormat, layer.ofmapFormat]))
    }
    table.add(row("all", accesses, energy, macs, ["", ""]))
    return table
  }

  private var certified: Int { layers.reduce(0) { $0 + $1.certificate.candidates } }

  private func perMAC(_ words: Int) -> String { decimal(Double(words) / Double(max(1, macs)), places: 5) }
}

/// A number with so many digits after the point.
func decimal(_ value: Double, places: Int) -> String {
  guard abs(value) < 1e12 else { return "\(value)" }
  var scale = 1
  for _ in 0..<places { scale *= 10 }
  let rounded = Int((value * Double(scale)).rounded())
  let digits = String(rounded % scale)
  return "\(rounded / scale)." + String(repeating: "0", count: places - digits.count) + digits
}
