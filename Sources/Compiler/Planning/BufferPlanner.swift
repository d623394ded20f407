import Accelerator
import Mapping

/// Decides which maps stay in the buffer from the step that makes them to the last one that needs them, and in which
/// parts the others come and go.
struct BufferPlanner {
  let network: LoweredNetwork
  let architecture: Architecture
  private let lastUses: [Int]
  private let schedules: ScheduleCache

  init(_ network: LoweredNetwork, _ architecture: Architecture) {
    (self.network, self.architecture) = (network, architecture)
    schedules = ScheduleCache(architecture)
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

  private func plan(
    _ step: Step, _ loads: [StorageID], _ residents: [StorageID: Int], _ allocator: BufferAllocator
  ) -> StepPlan? {
    switch step.work {
    case .linear(let work): plan(work, step, loads, residents, allocator)
    case .vector(let work): plan(work, step, loads, residents, allocator)
    }
  }

  /// The fewest tiles for which there is room twice, so that one can come while the other is worked on; or else once.
  private func plan(
    _ work: VectorWork, _ step: Step, _ loads: [StorageID], _ residents: [StorageID: Int],
    _ allocator: BufferAllocator
  ) -> StepPlan? {
    var single: StepPlan?
    for tiles in work.tilings(network) {
      for copies in tiles.count > 1 ? [2, 1] : [1] {
        guard copies == 2 || single == nil,
          let room = room(for: TileExtents(tiles), copies: copies, step, residents, allocator)
        else { continue }
        let plan = StepPlan(loads: loads, program: nil, tiles: tiles, room: room)
        if copies == 2 || tiles.count == 1 || !plan.passesTiles { return plan }
        single = plan
      }
    }
    return single
  }

  /// The mapping and the cut that need the fewest cycles of those for which there is room.
  private func plan(
    _ work: LinearWork, _ step: Step, _ loads: [StorageID], _ residents: [StorageID: Int],
    _ allocator: BufferAllocator
  ) -> StepPlan? {
    let maps = maps(work, residents, loads)
    guard let schedule = schedules.schedule(work, maps, allocator, hasRoom: hasRoom) else { return nil }
    let plan = LinearPlan(work, schedule.mapping.single, LinearCut(schedule), network, architecture)
    guard let room = room(for: plan.extents, copies: schedule.copies, step, residents, allocator) else {
      preconditionFailure("\(step.name): room was found for its tiles, but not for their parts")
    }
    let program = ArrayProgram(
      plan.mapping, zeroPoint: work.inputZero, productShift: work.productShift, architecture)
    var result = StepPlan(loads: loads, program: program, tiles: plan.tiles(), room: room)
    result.cycles = LayerCost(schedule, architecture, maps: maps).cycles
    (result.schedule, result.maps) = (schedule, maps)
    return result
  }

  private func maps(_ work: LinearWork, _ residents: [StorageID: Int], _ loads: [StorageID]) -> LayerMaps {
    func map(_ storage: StorageID) -> LayerMaps.Map {
      let map = network.storages[storage].map
      return LayerMaps.Map(rows: map.rows, channels: map.channels, vectors: map.vectors, rowWords: map.rowWords)
    }
    return LayerMaps(
      input: map(work.input), output: map(work.output), samplePitch: work.layerSamplePitch, takesRows: work.takesRows,
      loadsInput: residents[work.input] == nil, storesOutput: residents[work.output] == nil,
      loadsWhole: loads.contains(work.input), architecture)
  }

  /// Whether tiles find room, in the order of `room`.
  private func hasRoom(_ needs: BufferNeeds, _ allocator: BufferAllocator) -> Bool {
    var allocator = allocator
    let parts = [needs.psums > 0 ? [needs.psums] : []]
      + [Array(repeating: needs.output, count: needs.outputCopies), Array(repeating: needs.input, count: needs.inputCopies)]
    return parts.joined().allSatisfy { place($0, in: &allocator) != nil }
  }

  /// Where tiles find room beside what is resident; nil where there is none.
  private func room(
    for extents: TileExtents, copies: Int, _ step: Step, _ residents: [StorageID: Int], _ allocator: BufferAllocator
  ) -> TileRoom? {
    var allocator = allocator
    func placement(_ storage: StorageID, _ part: TileExtents.Part) -> Placement? {
      if let start = residents[storage] { return .resident(start) }
      let words = network.storages[storage].map.words(rows: part.rows, vectors: part.vectors)
      var starts: [Int] = []
      for _ in 0..<min(copies, part.count) {
        guard let start = place(words, in: &allocator) else { return nil }
        starts.append(start)
      }
      return .tiled(starts, rows: part.rows, vectors: part.vectors)
    }
    var psums: Int?
    if extents.psumWords > 0 {
      psums = place(extents.psumWords, in: &allocator)
      guard psums != nil else { return nil }
    }
    guard let output = placement(step.output, extents.output) else { return nil }
    var inputs: [Placement] = []
    for (storage, part) in zip(step.inputs, extents.inputs) {
      guard let input = placement(storage, part) else { return nil }
      inputs.append(input)
    }
    return TileRoom(inputs: inputs, output: output, psums: psums)
  }

  /// Whole banks where there are any, so that engines that work on different maps do not wait for one another.
  private func place(_ words: Int, in allocator: inout BufferAllocator) -> Int? {
    allocator.allocate(words, alignment: architecture.bufferDepth) ?? allocator.allocate(words)
  }
}

/// Where the tiles of a step are in the buffer.
struct TileRoom {
  let inputs: [Placement]
  let output: Placement
  let psums: Int?
}

extension StepPlan {
  init(loads: [StorageID], program: ArrayProgram?, tiles: [Tile], room: TileRoom) {
    self.init(
      loads: loads, program: program, tiles: tiles, inputs: room.inputs, output: room.output, psums: room.psums)
  }

  /// Whether parts of a map come or go.
  var passesTiles: Bool {
    (inputs + [output]).contains { placement in
      if case .tiled = placement { return true }
      return false
    }
  }
}
