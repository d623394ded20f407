import TestSupport
import Testing

@testable import Accelerator

/// The loops of docs/accelerator.md as they are written there, beside the feeder with its counted-along addresses.
@Suite struct IfmapFeederTests {
  struct Task {
    var architecture = Architecture.edge
    var settings: [ProgramRegister: Int] = [:]
    /// Row tag, column tag, row, channel.
    var targets: [[Int]] = []
    var passes: [[Int]] = []

    subscript(register: ProgramRegister) -> Int { settings[register] ?? 0 }

    /// Of all samples, each with its sample.
    var strips: [(sample: Int, strip: Int)] {
      (0...self[.lastSample]).flatMap { sample in (0...self[.lastStrip]).map { (sample, $0) } }
    }
  }

  private func memory(_ address: Int, _ task: Task) -> [Int] {
    (0..<task.architecture.lanes).map { lane in (address * 7 + lane * 3 + address / 11) % 256 - 128 }
  }

  /// Row tag, column tag, words, and the last index where groups have several words.
  private func expected(_ task: Task) -> (groups: [[Int]], requests: [Int]) {
    var (groups, requests): ([[Int]], [Int]) = ([], [])
    let (lanes, words) = (task.architecture.lanes, task.architecture.ifmapBusWords)
    let count = task[.ifmapLastLane] + 1
    for pass in task.passes {
      for (sample, strip) in task.strips {
        for outer in 0...task[.ifmapLastOuter] {
          for inner in 0...task[.ifmapLastInner] {
            for window in 0...task[.ifmapLastVector] {
              for group in 0..<(count + words - 1) / words {
                for target in task.targets {
                  let column =
                    task[.ifmapFirstColumn] + outer * task[.ifmapOuterStep] + inner * task[.ifmapInnerStep]
                  let row = pass[1] + strip * task[.ifmapStripRows] + target[2]
                  let channel = pass[2] + target[3]
                  let vector = channel / lanes + window
                  let isInside =
                    (0..<task[.ifmapRows]).contains(row) && (0..<task[.ifmapColumns]).contains(column)
                    && (0..<task[.ifmapVectors]).contains(vector)
                  var values = [Int](repeating: task[.ifmapZero], count: lanes)
                  if isInside {
                    let address =
                      pass[0] + sample * task[.ifmapSamplePitch] + vector * task[.ifmapVectorPitch]
                      + row * task[.ifmapRowPitch] + column
                    requests.append(address)
                    values = memory(address, task)
                  }
                  let first = channel % lanes + group * words
                  let present = min(words, count - group * words)
                  let taken = (0..<words).map { $0 < present ? values[first + $0] : 0 }
                  groups.append([target[0], target[1]] + taken + (words > 1 ? [present - 1] : []))
                }
              }
            }
          }
        }
      }
    }
    return (groups, requests)
  }

  private func check(_ task: Task, stalls: Stalls, seed: UInt64) throws {
    let bench = try Bench(IfmapFeeder(task.architecture), seed: seed)
    for register in ProgramRegister.allCases {
      guard let port = Self.ports[register] else { continue }
      let width = register.width(task.architecture)
      try bench.set("layer_\(port)", task[register] & (1 << width - 1))
    }
    for (index, target) in task.targets.enumerated() {
      try bench.set("target_write_index", index)
      try bench.set("place_write_index", index)
      try bench.set("target_write_data", target[0] | target[1] << 8)
      try bench.set("place_write_data", target[2] & 0xFFFF | target[3] << 16)
      try bench.set("target_write_write", 1)
      try bench.set("place_write_write", 1)
      try bench.step()
    }
    try bench.set("target_write_write", 0)
    try bench.set("place_write_write", 0)
    // What was written into the one bank is read when it is in use.
    try bench.set("target_write_bank", 1)
    try bench.set("place_write_bank", 1)

    let (groups, requests) = expected(task)
    try bench.feed("pass", task.passes.map { [$0[0], $0[1] & 0xFFFF, $0[2]] }, stalls: stalls)
    try bench.collect("request", count: requests.count, stalls: stalls)
    try bench.feed("response", [], stalls: stalls)
    try bench.collect("output", count: groups.count, stalls: stalls)
    let bits = task.architecture.storageBits
    try bench.run { bench in
      while let request = bench.payload(of: "request", at: bench.fedCount("response")) {
        let lanes = memory(request[0], task).map { UInt64($0 & (1 << bits - 1)) }
        try bench.append("response", [lanes.enumerated().reduce(0) { $0 | $1.element << ($1.offset * bits) }])
      }
    }
    #expect(bench.collected("request").map { $0[0] } == requests)
    let words = task.architecture.ifmapBusWords
    // Words past the last one that counts do not matter.
    let found = bench.collected("output").map { group in
      let last = words > 1 ? group[2 + words] : 0
      return Array(group[..<2]) + (0..<words).map { $0 <= last ? group[2 + $0] : 0 } + (words > 1 ? [last] : [])
    }
    #expect(found == groups)
    #expect(try bench.simulator.peekInt("busy") == 0)
  }

  private static let ports: [ProgramRegister: String] = [
    .lastSample: "last_sample", .ifmapSamplePitch: "sample_pitch", .lastStrip: "last_strip",
    .ifmapLastTarget: "last_target", .ifmapLastOuter: "last_outer",
    .ifmapLastInner: "last_inner", .ifmapLastVector: "last_vector", .ifmapLastLane: "last_lane",
    .ifmapOuterStep: "outer_step", .ifmapInnerStep: "inner_step", .ifmapFirstColumn: "first_column",
    .ifmapRows: "rows", .ifmapColumns: "columns", .ifmapVectors: "vectors", .ifmapRowPitch: "row_pitch",
    .ifmapVectorPitch: "vector_pitch", .ifmapStripRows: "strip_rows", .ifmapZero: "zero",
  ]

  /// A 3x3 filter with padding over a map of 5 x 6 x 8, two strips of three rows.
  @Test(arguments: Stalls.allCases)
  func deliversAPaddedConvolution(stalls: Stalls) throws {
    var task = Task()
    task.settings = [
      .lastStrip: 1, .ifmapLastTarget: 4, .ifmapLastInner: 7, .ifmapInnerStep: 1, .ifmapFirstColumn: -1,
      .ifmapLastVector: 0, .ifmapLastLane: 3, .ifmapRows: 5, .ifmapColumns: 6, .ifmapVectors: 2, .ifmapRowPitch: 8,
      .ifmapVectorPitch: 40, .ifmapStripRows: 3, .ifmapZero: -5,
    ]
    task.targets = (0..<5).map { [0, $0, $0, 0] }
    task.passes = [[100, -1, 0], [100, -1, 4]]
    try check(task, stalls: stalls, seed: 1)
  }

  /// Two samples of one row each, whose padding lies between them although their rows are neighbours.
  @Test func eachSampleHasItsOwnPadding() throws {
    var task = Task()
    task.settings = [
      .lastSample: 1, .ifmapSamplePitch: 8, .ifmapLastTarget: 2, .ifmapLastInner: 3, .ifmapInnerStep: 1,
      .ifmapLastLane: 3, .ifmapRows: 1, .ifmapColumns: 4, .ifmapVectors: 1, .ifmapRowPitch: 8, .ifmapVectorPitch: 16,
      .ifmapZero: 7,
    ]
    task.targets = (0..<3).map { [0, $0, $0, 0] }
    task.passes = [[40, -1, 0]]
    #expect(expected(task).requests == [40, 41, 42, 43, 48, 49, 50, 51])
    try check(task, stalls: .none, seed: 1)
  }

  @Test(arguments: randomSeeds(40))
  func followsTheLoopsWhateverTheyAre(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    var task = Task()
    task.architecture.ifmapBusWords = 1 << pick(0...3)
    task.architecture.psumBusWords = 1 << pick(0...2)
    let lanes = task.architecture.lanes
    let count = pick(1...lanes)
    let isWhole = count == lanes
    task.settings = [
      .lastSample: pick(0...2), .ifmapSamplePitch: pick(1...300), .lastStrip: pick(0...2),
      .ifmapLastOuter: pick(0...2), .ifmapOuterStep: pick(-3...3), .ifmapLastInner: pick(0...4),
      .ifmapInnerStep: pick(-2...3), .ifmapFirstColumn: pick(-3...2), .ifmapLastVector: isWhole ? pick(0...2) : 0,
      .ifmapLastLane: count - 1, .ifmapRows: pick(1...9), .ifmapColumns: pick(1...9), .ifmapVectors: pick(1...4),
      .ifmapRowPitch: pick(1...20), .ifmapVectorPitch: pick(1...200), .ifmapStripRows: pick(1...4),
      .ifmapZero: pick(-128...127),
    ]
    task.targets = (0..<pick(1...9)).map { _ in
      let channel = lanes * pick(0...2) + (isWhole ? 0 : pick(0...lanes - count))
      return [pick(0...12), pick(0...25), pick(0...6), channel]
    }
    task.settings[.ifmapLastTarget] = task.targets.count - 1
    task.passes = (0..<pick(1...3)).map { _ in [pick(0...5000), pick(-4...4), lanes * pick(0...2)] }
    try check(task, stalls: Stalls.allCases.randomElement(using: &generator)!, seed: seed)
  }
}
