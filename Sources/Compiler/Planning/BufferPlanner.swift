import Accelerator
import Mapping

/// Decides which maps stay in the buffer from the step that makes them to the last one that needs them, and in which
/// parts the others come and go.
struct BufferPlanner {
  let network: LoweredNetwork
  let architecture: Architecture
  private let lastUses: [Int]
  private let schedules: ScheduleCache
  /// Maps that do not stay in the buffer in any case.
  private let passing: Set<StorageID>

  /// - Parameter schedules: of the layers; where one is given, the maps of the only layer come from DRAM and go there.
  init(_ network: LoweredNetwork, _ architecture: Architecture, _ schedules: ScheduleCache) {
    (self.network, self.architecture, self.schedules) = (network, architecture, schedules)
    passing = schedules.given == nil ? [] : Set(network.storages.indices)
    var lastUses = [Int](repeating: -1, count: network.storages.count)
    for (index, step) in network.steps.enumerated() {
      for storage in step.inputs + [step.output] { lastUses[storage] = index }
    }
    self.lastUses = lastUses
  }

  /// A plan in which everything stays in the buffer, or else the largest maps that stand in the way of a step do not.
  func plan() throws(CompilerError) -> (steps: [StepPlan], passing: Set<StorageID>) {
    var passing = self.passing
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
    var allocator = BufferAllocator(architecture)
    var residents: [StorageID: Int] = [:]
    var plans: [StepPlan] = []
    for (index, step) in network.steps.enumerated() {
      for storage in residents.keys.sorted() where lastUses[storage] < index {
        allocator.release(residents.removeValue(forKey: storage)!)
      }
      var loads: [StorageID] = []
      let before = (allocator: allocator, residents: residents)
      // The last map has nobody to wait for in the buffer.
      let operands = step.inputs + (lastUses[step.output] > index ? [step.output] : [])
      for storage in operands where residents[storage] == nil && !passing.contains(storage) {
        guard let start = allocator.allocate(network.storages[storage].map.words) else {
          return .failure(Failure(step: index, residents: (residents.keys + [storage]).sorted()))
        }
        residents[storage] = start
        if storage != step.output { loads.append(storage) }
      }
      guard var plan = plan(step, loads, residents, allocator) else {
        return .failure(Failure(step: index, residents: residents.keys.sorted()))
      }
      // What comes for this step alone may as well come in parts beside the work on them.
      if case .linear(let work) = step.work, loads == [work.input], lastUses[work.input] == index {
        var (room, others) = before
        if let output = residents[step.output] {
          room.take(output, of: allocator)
          others[step.output] = output
        }
        if let parts = self.plan(step, [], others, room),
          let (cost, other) = parts.cost.flatMap({ cost in plan.cost.map { (cost, $0) } }),
          schedules.preference.prefers(cost, to: other)
        {
          (plan, allocator, residents) = (parts, room, others)
        }
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

  /// The best mapping and cut of those for which there is room.
  private func plan(
    _ work: LinearWork, _ step: Step, _ loads: [StorageID], _ residents: [StorageID: Int],
    _ allocator: BufferAllocator
  ) -> StepPlan? {
    let maps = maps(work, residents, loads)
    guard let schedule = schedules.schedule(work, maps, allocator) else { return nil }
    let plan = LinearPlan(work, schedule.mapping.single, LinearCut(schedule), network, architecture)
    guard let room = room(for: plan.extents, copies: schedule.copies, step, residents, allocator) else {
      preconditionFailure("\(step.name): room was found for its tiles, but not for their parts")
    }
    let program = ArrayProgram(
      plan.mapping, zeroPoint: work.inputZero, productShift: work.productShift, architecture)
    var result = StepPlan(loads: loads, program: program, tiles: plan.tiles(), room: room)
    result.cost = LayerCost(
      schedule, architecture, maps: maps, constants: work.constantKinds, schedules.preference.energy)
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

  /// Where tiles find room beside what is resident; nil where there is none.
  private func room(
    for extents: TileExtents, copies: Int, _ step: Step, _ residents: [StorageID: Int], _ allocator: BufferAllocator
  ) -> TileRoom? {
    var allocator = allocator
    let maps = zip([step.output] + step.inputs, [extents.output] + extents.inputs)
    func request(_ storage: StorageID, _ part: TileExtents.Part) -> BufferAllocator.Request {
      BufferAllocator.Request(
        words: network.storages[storage].map.words(rows: part.rows, vectors: part.vectors),
        copies: residents[storage] == nil ? min(copies, part.count) : 0)
    }
    guard let starts = allocator.allocate([.psums(extents.psums)] + maps.map(request)) else { return nil }
    let placements = zip(maps, starts.dropFirst()).map { map, starts in
      residents[map.0].map { Placement.resident($0) } ?? .tiled(starts, rows: map.1.rows, vectors: map.1.vectors)
    }
    return TileRoom(
      inputs: Array(placements.dropFirst()), output: placements[0],
      psums: extents.psums > 0 ? PsumPlace(even: starts[0][0], odd: starts[0][1]) : nil)
  }
}

/// Where the tiles of a step are in the buffer.
struct TileRoom {
  let inputs: [Placement]
  let output: Placement
  let psums: PsumPlace?
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
