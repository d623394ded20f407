import Accelerator
import Hardware

extension DesignSummary {
  /// Adds up an elaborated array.
  init(_ design: Netlist.Design, _ architecture: Architecture) {
    let modules = zip(design.definitions, design.instanceCounts).reversed()
    top = design.top.name
    self.architecture = architecture
    architectureHash = RegisterMap.hashText(architecture)
    processingElements = architecture.rows * architecture.columns
    memories = modules.flatMap { definition, count in definition.memorySummaries(count) }
    memoryBits = memories.reduce(0) { $0 + $1.bits }
    flipFlops = modules.reduce(0) { $0 + $1.0.flipFlops * $1.1 }
    multipliers = modules.flatMap { definition, count in definition.multiplierSummaries(count) }
    self.modules = modules.map { definition, count in
      Module(
        name: definition.name, purpose: definition.documentation ?? "", instances: count,
        flipFlops: definition.flipFlops)
    }
  }
}

extension Netlist.Definition {
  fileprivate func memorySummaries(_ instances: Int) -> [DesignSummary.Memory] {
    memories.map { memory in
      DesignSummary.Memory(
        module: name, name: memory.name, depth: memory.depth, width: memory.width, count: instances,
        bits: memory.depth * memory.width * instances)
    }
  }

  fileprivate var flipFlops: Int {
    let registers = nets.reduce(0) { total, net in
      if case .register = net.driver { total + net.width } else { total }
    }
    let readPorts = memories.flatMap(\.readPorts).filter { $0.latency == .registered }
    return registers + readPorts.reduce(0) { $0 + self[$1.data].width }
  }

  /// Products of two values that are not known before.
  fileprivate func multiplierSummaries(_ instances: Int) -> [DesignSummary.Multiplier] {
    nodes.compactMap { node in
      guard case .binary(.multiply, let left, let right) = node.operation,
        let left = operandWidth(left), let right = operandWidth(right)
      else { return nil }
      return DesignSummary.Multiplier(module: name, left: left, right: right, count: instances)
    }
  }

  /// The width of a factor before it was extended to that of the product; nil for a constant.
  private func operandWidth(_ id: Netlist.NodeID) -> Int? {
    switch self[id].operation {
    case .constant: nil
    case .extend(let operand, _): operandWidth(operand)
    default: self[id].width
    }
  }
}
