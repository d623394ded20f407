import Accelerator
import Mapping

/// Writes the program of a planned network.
struct Emitter {
  let network: LoweredNetwork
  let architecture: Architecture
  /// Where maps lie in DRAM, as far as they do.
  let memory: [StorageID: MapPlace]
  /// Where the weights of each step lie in DRAM.
  let weights: [Int: (offset: Int, packed: PackedWeights)]
  var writer: ProgramWriter
  /// The rows of samples that are computed together, in their order, by step.
  var tiles: [Int: [SampleTile]] = [:]
  /// In which constants the channels of each layer differ.
  var constantKinds: [Int: ChannelConstantKinds] = [:]
  private var channelAllocator: ChannelAllocator

  init(
    _ network: LoweredNetwork, _ architecture: Architecture, memory: [StorageID: MapPlace],
    weights: [Int: (offset: Int, packed: PackedWeights)]
  ) {
    (self.network, self.architecture, self.memory, self.weights) = (network, architecture, memory, weights)
    writer = ProgramWriter(architecture)
    channelAllocator = ChannelAllocator(entries: architecture.channelTable, lanes: architecture.lanes)
  }

  mutating func channelEntries(_ part: Range<Int>, step: Int) -> Range<Int> {
    channelAllocator.range(part, step: step)
  }

  mutating func emit(_ plans: [StepPlan]) {
    for (index, plan) in plans.enumerated() { emit(index, plan) }
    writer.heading("end")
    writer.end()
  }

  /// Computes tile after tile; beside each, the one before is stored and what the next one needs is loaded.
  ///
  /// Where there is room for one part of a map only, it is stored before the next one takes its place.
  private mutating func emit(_ index: Int, _ plan: StepPlan) {
    let step = network.steps[index]
    writer.heading(heading(step, plan))
    writer.step = step.name
    for storage in plan.loads {
      transfer(
        ResidentMap(whole: network.storages[storage].map, plan.inputs[step.inputs.firstIndex(of: storage)!]),
        storage, isLoad: true)
    }
    let inputs = zip(step.inputs, plan.inputs).enumerated().map { operand, input in
      PartSequence(
        input.0, network.storages[input.0].map, input.1, plan.tiles.map { $0.inputs[operand] })
    }
    let output = PartSequence(
      step.output, network.storages[step.output].map, plan.output, plan.tiles.map(\.output))
    for input in inputs { load(input, part: 0) }
    for tile in plan.tiles.indices {
      compute(index, plan, tile, inputs.map { $0.resident(tile) }, output.resident(tile))
      if output.ends(tile) {
        let delay = output.copies - 1
        if output.part(tile) >= delay { store(output, part: output.part(tile) - delay) }
      }
      for input in inputs where input.ends(tile) { load(input, part: input.part(tile) + 1) }
    }
    for part in max(0, output.count - output.copies + 1)..<max(output.count, 0) { store(output, part: part) }
    if case .resident = plan.output, memory[step.output] != nil {
      transfer(output.resident(0), step.output, isLoad: false)
    }
  }

  private mutating func compute(
    _ index: Int, _ plan: StepPlan, _ number: Int, _ inputs: [ResidentMap], _ output: ResidentMap
  ) {
    switch (network.steps[index].work, plan.tiles[number].work) {
    case (.linear(let work), .linear(let tile)):
      linear(work, plan.program!, index, tile, inputs[0], output, psums: plan.psums)
    case (.vector(let work), .vector(let bands)):
      for command in bands.flatMap(\.commands) { vector(command, work, index, inputs, output) }
    default: preconditionFailure("a tile of another step")
    }
  }

  private mutating func load(_ sequence: PartSequence, part: Int) {
    guard sequence.isTiled, part < sequence.count else { return }
    transfer(sequence.resident(part: part), sequence.storage, only: sequence.region(part), isLoad: true)
  }

  private mutating func store(_ sequence: PartSequence, part: Int) {
    guard sequence.isTiled else { return }
    transfer(sequence.resident(part: part), sequence.storage, only: sequence.region(part), isLoad: false)
  }

  private func heading(_ step: Step, _ plan: StepPlan) -> String {
    let maps = zip(step.inputs + [step.output], plan.inputs + [plan.output]).map { storage, placement in
      let map = network.storages[storage].map
      let extents = "\(map.rows)x\(map.columns)x\(map.channels)"
      switch placement {
      case .resident(let start): return "\(extents) at word \(start)"
      case .tiled(let starts, let rows, let vectors):
        return "\(extents) through words \(starts.map(String.init).joined(separator: ", ")), \(rows) rows of "
          + "\(vectors) vectors"
      }
    }
    let psums = plan.psums.map { ", psums at words \($0.even) and \($0.odd)" } ?? ""
    return step.name + ": " + maps.dropLast().joined(separator: " and ") + " to " + maps.last! + psums
      + (plan.tiles.count > 1 ? ", \(plan.tiles.count) tiles" : "")
  }
}
