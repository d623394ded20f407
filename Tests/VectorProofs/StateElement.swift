import Hardware

/// Something that holds a value from one clock edge to the next: a register, a word of a memory.
struct StateElement {
  /// Path and name in the design, the same however it is printed.
  let name: String
  let width: Int
  /// Where the flattened Verilog may have it, the likeliest first.
  let places: [Place]

  /// Some bits of a variable.
  struct Place {
    let variable: String
    let variableWidth: Int
    let low: Int
  }
}

extension Netlist.Design {
  /// All of the design.
  var state: [StateElement] { state(of: definitions.count - 1, path: "") }

  private func state(of index: Int, path: String) -> [StateElement] {
    let definition = definitions[index]
    let registers = definition.nets.indices.filter { definition.nets[$0].holdsState }.map { net in
      StateElement(
        name: path + definition.nets[net].name, width: definition.nets[net].width,
        places: Verilog.places(of: Netlist.NetID(net), in: definition).map {
          StateElement.Place(variable: path + $0.variable, variableWidth: $0.variableWidth, low: $0.low)
        })
    }
    let words = definition.memories.flatMap { memory in
      (0..<memory.depth).map { word in
        let name = "\(path)\(memory.name)[\(word)]"
        return StateElement(
          name: name, width: memory.width,
          places: [StateElement.Place(variable: name, variableWidth: memory.width, low: 0)])
      }
    }
    return registers + words
      + definition.instances.flatMap { state(of: $0.definition, path: "\(path)\($0.name).") }
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
