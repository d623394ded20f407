import Accelerator

/// Writes the program of a planned network.
struct Emitter {
  let network: LoweredNetwork
  let architecture: Architecture
  /// Where maps lie in DRAM, as far as they do.
  let memory: [StorageID: Int]
  /// Where the weights of each step lie in DRAM.
  let weights: [Int: (offset: Int, packed: PackedWeights)]
  var writer = ProgramWriter()
  /// The rows of samples that are computed together, in their order, by step.
  var tiles: [Int: [SampleTile]] = [:]

  init(
    _ network: LoweredNetwork, _ architecture: Architecture, memory: [StorageID: Int],
    weights: [Int: (offset: Int, packed: PackedWeights)]
  ) {
    (self.network, self.architecture, self.memory, self.weights) = (network, architecture, memory, weights)
  }

  mutating func emit(_ plans: [StepPlan]) {
    for (index, plan) in plans.enumerated() { emit(index, plan) }
    writer.heading("end")
    writer.end()
  }

  /// Computes tile after tile; beside each, the one before is stored and the one after is loaded. Where there is room
  /// for one tile only, it is stored before the next one takes its place.
  private mutating func emit(_ index: Int, _ plan: StepPlan) {
    let step = network.steps[index]
    writer.heading(heading(step, plan))
    for storage in plan.loads {
      let placement = plan.inputs[step.inputs.firstIndex(of: storage)!]
      transfer(storage, resident(storage, placement, tile: 0, rows: 0..<0), isLoad: true)
    }
    load(step, plan, tile: 0)
    let delay = plan.output.copies - 1
    for tile in plan.tiles.indices {
      compute(index, plan, tile: tile)
      if tile >= delay { store(step, plan, tile: tile - delay) }
      if tile + 1 < plan.tiles.count { load(step, plan, tile: tile + 1) }
    }
    if delay > 0 { store(step, plan, tile: plan.tiles.count - 1) }
    if case .resident = plan.output, memory[step.output] != nil {
      transfer(step.output, resident(step.output, plan.output, tile: 0, rows: 0..<0), isLoad: false)
    }
  }

  private mutating func compute(_ index: Int, _ plan: StepPlan, tile number: Int) {
    let step = network.steps[index]
    let tile = plan.tiles[number]
    let inputs = zip(step.inputs, zip(plan.inputs, tile.inputRows)).map {
      resident($0, $1.0, tile: number, rows: $1.1)
    }
    let output = resident(step.output, plan.output, tile: number, rows: tile.outputRows)
    switch (step.work, tile.work) {
    case (.linear(let work), .linear(let sample, let rows)):
      linear(work, index, sample: sample, rows: rows, inputs[0], output, psums: plan.psums)
    case (.vector(let work), .vector(let bands)):
      for command in bands.flatMap(\.commands) { vector(command, work, inputs, output) }
    default: preconditionFailure("a tile of another step")
    }
  }

  private mutating func load(_ step: Step, _ plan: StepPlan, tile number: Int) {
    for (index, storage) in step.inputs.enumerated() {
      guard case .tiled = plan.inputs[index] else { continue }
      let rows = plan.tiles[number].inputRows[index]
      transfer(storage, resident(storage, plan.inputs[index], tile: number, rows: rows), only: rows, isLoad: true)
    }
  }

  private mutating func store(_ step: Step, _ plan: StepPlan, tile number: Int) {
    guard case .tiled = plan.output else { return }
    let rows = plan.tiles[number].outputRows
    transfer(step.output, resident(step.output, plan.output, tile: number, rows: rows), only: rows, isLoad: false)
  }

  /// What is in the buffer of a map while a tile, which takes or makes these rows, is worked on.
  private func resident(
    _ storage: StorageID, _ placement: Placement, tile: Int, rows: Range<Int>
  ) -> ResidentMap {
    let map = network.storages[storage].map
    switch placement {
    case .resident(let start): return ResidentMap(map: map, start: start, rows: 0..<map.rows)
    case .tiled(let starts, let room):
      return ResidentMap(
        map: map, start: starts[tile % starts.count], rows: rows.lowerBound..<rows.lowerBound + room)
    }
  }

  private func heading(_ step: Step, _ plan: StepPlan) -> String {
    let maps = zip(step.inputs + [step.output], plan.inputs + [plan.output]).map { storage, placement in
      let map = network.storages[storage].map
      let extents = "\(map.rows)x\(map.columns)x\(map.channels)"
      switch placement {
      case .resident(let start): return "\(extents) at word \(start)"
      case .tiled(let starts, let rows):
        return "\(extents) through words \(starts.map(String.init).joined(separator: ", ")), \(rows) rows"
      }
    }
    let psums = plan.psums.map { ", psums at word \($0)" } ?? ""
    return step.name + ": " + maps.dropLast().joined(separator: " and ") + " to " + maps.last! + psums
      + (plan.tiles.count > 1 ? ", \(plan.tiles.count) tiles" : "")
  }
}
