import Hardware
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

@Suite struct PassControlTests {
  /// A MAC as the definition orders it.
  private struct Step: Equatable {
    var ifmapPosition, filterPosition, index: Int
    var isFirst, isLast, endsColumn: Bool
  }

  /// A position in an endless sequence that follows the orders for a walk.
  private struct Walker {
    var head = 0
    var position = 0

    mutating func follow(step: Bool, retire: Bool, rewind: Bool) -> Bool {
      guard step else { return true }
      let inOrder = !retire || position == head
      position += 1
      if retire { head = position }
      if rewind { position = head }
      return inOrder
    }
  }

  @Test(arguments: [
    // p, window, slide, columns, rows, span
    [1, 1, 1, 1, 1, 1], [1, 1, 0, 3, 2, 1], [1, 1, 1, 3, 2, 1], [4, 1, 1, 2, 2, 1], [1, 5, 2, 3, 2, 1],
    [3, 6, 2, 4, 3, 1], [2, 6, 6, 3, 2, 1], [3, 4, 0, 3, 2, 1], [8, 12, 12, 2, 2, 1], [8, 12, 1, 2, 1, 1],
    [1, 12, 4, 3, 2, 4], [2, 12, 4, 3, 2, 4], [2, 6, 3, 4, 3, 3], [4, 6, 2, 3, 2, 2], [2, 4, 4, 3, 2, 4],
    [1, 8, 8, 2, 2, 8], [1, 5, 5, 2, 2, 5], [2, 9, 0, 2, 2, 3],
  ])
  func issuesTheMACsInTheOrderOfTheDefinition(shape: [Int]) throws {
    for stalls in [Stalls.none, .some] { try compare(shape, stalls: stalls, seed: 5) }
  }

  private func compare(_ shape: [Int], stalls: Stalls, seed: UInt64) throws {
    let (p, window, slide, columns, rows, span) = (shape[0], shape[1], shape[2], shape[3], shape[4], shape[5])
    let passes = 3
    let simulator = try Interpreter(PassControl(PEArchitecture(p: 8, window: 12).architecture).elaborated())
    try simulator.reset()
    try simulator.poke("shape_last_filter", p - 1)
    try simulator.poke("shape_last_window", window - 1)
    try simulator.poke("shape_slide", slide)
    try simulator.poke("shape_last_column", columns - 1)
    try simulator.poke("shape_last_row", rows - 1)
    try simulator.poke("shape_last_span", span - 1)
    try simulator.step()

    var steps: [Step] = []
    let rowLength = slide * (columns - 1) + window
    for pass in 0..<passes {
      for row in 0..<rows {
        for column in 0..<columns {
          for value in 0..<window {
            for filter in 0..<p {
              steps.append(
                Step(
                  ifmapPosition: (pass * rows + row) * rowLength + column * slide + value,
                  filterPosition: (pass * window + value) * p + filter, index: value % span * p + filter,
                  isFirst: value < span, isLast: value >= window - span,
                  endsColumn: value == window - 1 && filter == p - 1))
            }
          }
        }
      }
    }

    var generator = SeededGenerator(seed: seed)
    let pauses = (0..<3).map { _ in stalls.probability(using: &generator) }
    var (ifmap, filter) = (Walker(), Walker())
    var done = 0
    var cycles = 0
    while done < steps.count {
      cycles += 1
      let goes = pauses.map { Double.random(in: 0..<1, using: &generator) >= $0 }
      let isZero = Bool.random(using: &generator)
      try simulator.poke("advance", goes[0])
      try simulator.poke("ifmap_available", goes[1])
      try simulator.poke("filter_available", goes[2])
      try simulator.poke("is_zero", isZero)
      func flag(_ port: String) throws -> Bool { try simulator.peek(port) == 1 }

      let comment: Comment = "shape \(shape), stalls \(stalls), MAC \(done)"
      let issued = try flag("issue_valid")
      try #require(issued == goes.allSatisfy { $0 }, comment)
      try #require(try flag("filter_read") == (issued && !isZero), comment)
      try #require(try flag("filter_step") == issued, comment)
      if issued {
        let step = Step(
          ifmapPosition: ifmap.position, filterPosition: filter.position, index: try simulator.peekInt("issue_index"),
          isFirst: try flag("issue_is_first"), isLast: try flag("issue_is_last"),
          endsColumn: try flag("issue_ends_column"))
        try #require(step == steps[done], comment)
        try #require(try flag("ifmap_read") == (step.filterPosition % p == 0 && !isZero), comment)
        try #require(try flag("issue_is_zero") == isZero, comment)
        done += 1
      } else {
        let (reads, steps) = (try flag("ifmap_read"), try flag("ifmap_step"))
        try #require(!reads && !steps, comment)
      }
      try #require(
        ifmap.follow(step: try flag("ifmap_step"), retire: try flag("ifmap_retire"), rewind: try flag("ifmap_rewind")),
        comment)
      try #require(
        filter.follow(
          step: try flag("filter_step"), retire: try flag("filter_retire"), rewind: try flag("filter_rewind")),
        comment)
      try simulator.step()
    }
    // Everything has been retired: the next pass finds the buffers as this one did.
    #expect(ifmap.head == passes * rows * rowLength && ifmap.position == ifmap.head)
    #expect(filter.head == passes * window * p && filter.position == filter.head)
    if stalls == .none { #expect(cycles == steps.count) }
  }
}
