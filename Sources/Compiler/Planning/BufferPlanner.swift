import Accelerator

/// Decides which maps stay in the buffer from the step that makes them to the last one that needs them, and in which
/// parts the others come and go.
struct BufferPlanner {
  let network: LoweredNetwork
  let architecture: Architecture
  private let lastUses: [Int]

  init(_ network: LoweredNetwork, _ architecture: Architecture) {
    (self.network, self.architecture) = (network, architecture)
    var lastUses = [Int](repeating: -1, count: network.storages.count)
    for (index, step) in network.steps.enumerated() {
      for storage in step.inputs + [step.output] { lastUses[storage] = index }
    }
    self.lastUses = lastUses
  }

  /// A plan in which everything stays in the buffer, or else the largest maps that stand in the way of a step do not.
  func plan() throws(CompilerError) -> (steps: [StepPlan], passing: Set<StorageID>) {
    var passing: Set<StorageID> = []
    while true {
      switch attempt(passing) {
      case .success(let steps): return (steps, passing)
      case .failure(let failure):
        let largest = failure.residents.max { a, b in
          let (first, second) = (network.storages[a].map.words, network.storages[b].map.words)
          return (first, b) < (second, a)
        }
        guard let largest else {
          throw CompilerError(problems: [
            "\(network.steps[failure.step].name): the buffer of \(architecture.bufferWords) words has no room for a "
              + "row of its output with what it is made of"
          ])
        }
        passing.insert(largest)
      }
    }
  }

  private struct Failure: Error {
    let step: Int
    /// Maps that took room, the lowest identifier first.
    let residents: [StorageID]
  }

  private func attempt(_ passing: Set<StorageID>) -> Result<[StepPlan], Failure> {
    var allocator = BufferAllocator(words: architecture.bufferWords)
    var residents: [StorageID: Int] = [:]
    var plans: [StepPlan] = []
    for (index, step) in network.steps.enumerated() {
      for storage in residents.keys.sorted() where lastUses[storage] < index {
        allocator.release(residents.removeValue(forKey: storage)!)
      }
      var loads: [StorageID] = []
      // The last map has nobody to wait for in the buffer.
      let operands = step.inputs + (lastUses[step.output] > index ? [step.output] : [])
      for storage in operands where residents[storage] == nil && !passing.contains(storage) {
        guard let start = place(network.storages[storage].map.words, in: &allocator) else {
          return .failure(Failure(step: index, residents: (residents.keys + [storage]).sorted()))
        }
        residents[storage] = start
        if storage != step.output { loads.append(storage) }
      }
      guard let plan = plan(step, loads, residents, allocator) else {
        return .failure(Failure(step: index, residents: residents.keys.sorted()))
      }
      plans.append(plan)
    }
    return .success(plans)
  }

  /// The step with the fewest tiles for which there is room twice, so that one can come while the other is worked on;
  /// or else once.
  private func plan(
    _ step: Step, _ loads: [StorageID], _ residents: [StorageID: Int], _ allocator: BufferAllocator
  ) -> StepPlan? {
    let tilings =
      switch step.work {
      case .linear(let work): work.tilings(network, architecture)
      case .vector(let work): work.tilings()
      }
    var single: StepPlan?
    for tiling in tilings {
      if tiling.tiles.count > 1, let plan = placed(tiling, copies: 2, step, loads, residents, allocator) {
        return plan
      }
      guard single == nil, let plan = placed(tiling, copies: 1, step, loads, residents, allocator) else { continue }
      if tiling.tiles.count == 1 || !plan.passesTiles { return plan }
      single = plan
    }
    return single
  }

  private func placed(
    _ tiling: Tiling, copies: Int, _ step: Step, _ loads: [StorageID], _ residents: [StorageID: Int],
    _ allocator: BufferAllocator
  ) -> StepPlan? {
    var allocator = allocator
    func placement(_ storage: StorageID, rows: Int) -> Placement? {
      if let start = residents[storage] { return .resident(start) }
      var starts: [Int] = []
      for _ in 0..<copies {
        guard let start = place(network.storages[storage].map.words(rows: rows), in: &allocator) else { return nil }
        starts.append(start)
      }
      return .tiled(starts, rows: rows)
    }
    var psums: Int?
    if tiling.psumWords > 0 {
      psums = place(tiling.psumWords, in: &allocator)
      guard psums != nil else { return nil }
    }
    guard let output = placement(step.output, rows: tiling.outputRows) else { return nil }
    var inputs: [Placement] = []
    for (storage, rows) in zip(step.inputs, tiling.inputRows) {
      guard let input = placement(storage, rows: rows) else { return nil }
      inputs.append(input)
    }
    return StepPlan(loads: loads, tiles: tiling.tiles, inputs: inputs, output: output, psums: psums)
  }

  /// Whole banks where there are any, so that engines that work on different maps do not wait for one another.
  private func place(_ words: Int, in allocator: inout BufferAllocator) -> Int? {
    allocator.allocate(words, alignment: architecture.bufferDepth) ?? allocator.allocate(words)
  }
}

extension StepPlan {
  /// Whether parts of a map come or go.
  var passesTiles: Bool {
    (inputs + [output]).contains { placement in
      if case .tiled = placement { return true }
      return false
    }
  }
}
