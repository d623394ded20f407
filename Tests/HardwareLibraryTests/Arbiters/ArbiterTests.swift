import Hardware
import HardwareLibrary
import Testing

@Suite struct ArbiterTests {
  static let priority = [1, 2, 3, 5].map { PriorityArbiter(requests: $0) }
  static let roundRobin = [1, 2, 3, 5].map { RoundRobinArbiter(requests: $0) }

  @Test(arguments: Backend.allCases) func priorityGrantsTheLowestForAllRequests(_ backend: Backend) throws {
    for arbiter in Self.priority {
      let bench = try backend.bench(arbiter)
      let count = arbiter.requests.width
      for requests in 0..<UInt64(1 << count) {
        try bench.set("requests", requests)
        let lowest = (0..<count).first { requests >> UInt64($0) & 1 == 1 }
        try bench.check(try bench["grants"], is: lowest.map { 1 << UInt64($0) } ?? 0, "grants for \(requests)")
      }
    }
  }

  @Test(arguments: Backend.allCases) func withAllAskingEachIsServedInTurn(_ backend: Backend) throws {
    for arbiter in Self.roundRobin {
      let bench = try backend.bench(arbiter)
      let count = arbiter.requests.width
      try bench.set("requests", 1 << UInt64(count) - 1)
      try bench.set("advance", true)
      for turn in 0..<3 * count {
        try bench.cycle { try bench.check(try bench["grants"], is: 1 << UInt64(turn % count), "turn \(turn)") }
      }
    }
  }

  @Test(arguments: Backend.allCases) func theTurnStaysWhileNobodyIsServed(_ backend: Backend) throws {
    let bench = try backend.bench(Self.roundRobin[2])
    try bench.set("requests", 0b111)
    try bench.set("advance", true)
    try bench.cycle()
    try bench.set("advance", false)
    try bench.run(3) { try bench.check(try bench["grants"], is: 0b010, "the second requester waits for its service") }
    try bench.set("advance", true)
    try bench.set("requests", 0)
    try bench.run(3) { try bench.check(try bench["grants"], is: 0, "nobody asks") }
    try bench.set("requests", 0b111)
    try bench.cycle { try bench.check(try bench["grants"], is: 0b010, "the second requester is still next") }
  }

  @Test(arguments: Backend.allCases) func roundRobinAgreesWithARotatedList(_ backend: Backend) throws {
    for arbiter in Self.roundRobin {
      for seed in UInt64(0)..<3 {
        let bench = try backend.bench(arbiter, seed: seed)
        let count = arbiter.requests.width
        var order = Array(0..<count)
        for _ in 0..<200 {
          let requests = bench.random.bits(count)
          let advance = bench.random.chance(0.7)
          try bench.set("requests", requests)
          try bench.set("advance", advance)
          let served = order.first { requests >> UInt64($0) & 1 == 1 }
          try bench.cycle {
            try bench.check(try bench["grants"], is: served.map { 1 << UInt64($0) } ?? 0, "grants of \(requests)")
          }
          if advance, let served {
            let place = order.firstIndex(of: served)!
            order = Array(order[(place + 1)...] + order[...place])
          }
        }
        if count > 1 { #expect(bench.unreached == []) }
      }
    }
  }
}
