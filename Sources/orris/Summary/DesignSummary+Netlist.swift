import Accelerator
import Hardware

extension DesignSummary {
  /// Adds up what synthesis makes of an elaborated design.
  init(_ design: Netlist.Design, _ architecture: Architecture) {
    let modules = Array(zip(design.definitions, design.resources).reversed())
    top = design.top.name
    self.architecture = architecture
    architectureHash = RegisterMap.hashText(architecture)
    processingElements = architecture.rows * architecture.columns
    memories = modules.flatMap { $0.1.memorySummaries }
    memoryBits = memories.reduce(0) { $0 + $1.bits }
    flipFlops = modules.reduce(0) { $0 + $1.1.flipFlops * $1.1.count }
    multipliers = modules.flatMap { $0.1.multiplierSummaries }
    self.modules = modules.map { definition, resources in
      Module(
        name: definition.name, purpose: definition.documentation ?? "", instances: resources.count,
        flipFlops: resources.flipFlops)
    }
  }
}

extension Netlist.Resources {
  fileprivate var memorySummaries: [DesignSummary.Memory] {
    memories.map { memory in
      DesignSummary.Memory(
        module: name, name: memory.name, depth: memory.depth, width: memory.width, count: count,
        bits: memory.depth * memory.width * count)
    }
  }

  fileprivate var multiplierSummaries: [DesignSummary.Multiplier] {
    multipliers.map { DesignSummary.Multiplier(module: name, left: $0.left, right: $0.right, count: count) }
  }
}
