import TestSupport
import Testing

@testable import Accelerator

@Suite struct ResultCollectorTests {
  @Test(arguments: randomSeeds(40))
  func placesEachGroup(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    var order = PsumOrder.random(using: &generator)
    order.architecture.ifmapBusWords = 1 << pick(0...2)
    let architecture = order.architecture
    let (words, lanes) = (architecture.psumBusWords, architecture.lanes)
    let stalls = Stalls.allCases.randomElement(using: &generator)!
    let targets = (0..<order.targets).map { _ in [pick(0...5), pick(0...6) * words] }
    let layer = [
      "row_pitch": pick(1...30), "vector_pitch": pick(1...300), "sample_pitch": pick(1...400), "strip_rows": pick(1...4),
      "rows": pick(1...9), "vectors": pick(1...6), "channel_base": pick(0...9), "psum_pitch": pick(0...3000),
    ]
    let passes = (0..<3).map { [$0 % 2, pick(0...900), pick(0...3000), pick(0...2), lanes * pick(0...3)] }

    let bench = try Bench(ResultCollector(architecture), seed: seed)
    try order.configure(bench, "order")
    for (name, value) in layer { try bench.set("layer_\(name)", value) }
    try bench.write(table: "place_write", targets.map { $0[0] | $0[1] << 16 })

    var psums: [[Int]] = []
    var (stored, results): ([[Int]], [[Int]]) = ([], [])
    for pass in passes {
      for (index, group) in order.groups.enumerated() {
        let values = (0..<words).map { _ in pick(-2048...2047) }
        psums.append(values + (words > 1 ? [group.words - 1] : []))
        let isLast = index == order.groups.count - 1 ? 1 : 0
        if pass[0] == 0 {
          let bits = architecture.psumStorageBits
          let word = values.enumerated().reduce(0) { $0 | ($1.element & (1 << bits - 1)) << ($1.offset * bits) }
          stored.append([pass[1] + index / 2 + index % 2 * layer["psum_pitch"]!, word, isLast])
          continue
        }
        let row = pass[3] + group.strip * layer["strip_rows"]! + targets[group.target][0]
        let channel = pass[4] + targets[group.target][1] + group.group * words
        let vector = channel / lanes
        let isDropped = row >= layer["rows"]! || vector >= layer["vectors"]!
        let address =
          pass[2] + group.sample * layer["sample_pitch"]! + vector * layer["vector_pitch"]!
          + row * layer["row_pitch"]! + group.column
        results.append([isDropped ? 1 : 0, isLast, values[0]] + (isDropped ? [] : [
          address, channel % lanes, vector + layer["channel_base"]!,
        ]))
      }
    }
    try bench.feed("pass", passes, stalls: stalls)
    try bench.feed("psums", psums, stalls: stalls)
    try bench.collect("result", count: results.count, stalls: stalls)
    try bench.collect("store", count: stored.count, stalls: stalls)
    try bench.run()
    // place: isResult, word, address, firstLane, entry, isDropped, isLast; then the group.
    let found = bench.collected("result").map { item in
      [item[5], item[6], item[7]] + (item[5] == 1 ? [] : [item[2], item[3], item[4]])
    }
    #expect(found == results)
    #expect(bench.collected("store").map { [$0[0], $0[1], $0[3]] } == stored)
  }
}
