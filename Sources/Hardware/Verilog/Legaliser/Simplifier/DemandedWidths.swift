/// How many low bits of each node anybody looks at; 0 for a node that nothing uses.
///
/// A sum that is computed with its carry and then cut can so be computed without the carry, which leaves no unread
/// bits and no named intermediate behind.
struct DemandedWidths {
  private(set) var widths: [Int]
  private let definition: Netlist.Definition

  init(_ definition: Netlist.Definition) {
    self.definition = definition
    widths = [Int](repeating: 0, count: definition.nodes.count)
    definition.forEachRoot { widths[$0.index] = definition[$0].width }
    for index in definition.nodes.indices.reversed() where widths[index] > 0 {
      propagate(definition.nodes[index].operation, demand: widths[index])
    }
  }

  subscript(node: Netlist.NodeID) -> Int { widths[node.index] }

  private mutating func demand(_ node: Netlist.NodeID, _ width: Int) {
    widths[node.index] = max(widths[node.index], min(width, definition[node].width))
  }

  private mutating func propagate(_ operation: Netlist.Operation, demand width: Int) {
    switch operation {
    case .constant, .net: break
    case .not(let operand), .extend(let operand, _): demand(operand, width)
    case .binary(_, let left, let right):
      demand(left, width)
      demand(right, width)
    case .shift(.left, let value, let amount):
      demand(value, width)
      demand(amount, .max)
    case .multiplex(let condition, let then, let otherwise):
      demand(condition, 1)
      demand(then, width)
      demand(otherwise, width)
    case .select(let index, let elements):
      demand(index, .max)
      for element in elements { demand(element, width) }
    case .concatenate(let parts):
      var rest = width
      for part in parts.reversed() where rest > 0 {
        demand(part, rest)
        rest -= definition[part].width
      }
    case .slice(let operand, let low): demand(operand, low + width)
    case .compare, .shift, .bit, .reduce:
      for operand in operation.operands { demand(operand, .max) }
    }
  }
}
