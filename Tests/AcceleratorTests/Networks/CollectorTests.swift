import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

@Suite struct CollectorTests {
  private let parameters = PEArchitecture(rows: 3, columns: 4, psumBits: 12, psumBus: 2)

  /// Groups that tell where they come from: the place in the row or the row, and a number.
  private func group(_ place: Int, _ number: Int) -> [Int] { [100 * place + number, -number, number % 2] }

  @Test(arguments: Stalls.allCases)
  func aRowHandsOverPsumsInTheOrderOfTheRequests(stalls: Stalls) throws {
    var generator = SeededGenerator(seed: 5)
    let requests = (0..<100).map { _ in Int.random(in: 0..<4, using: &generator) }
    let bench = try Bench(RowCollector(parameters.architecture), seed: 9)
    var expected: [[Int]] = []
    var numbers = [0, 0, 0, 0]
    for column in requests {
      expected.append(group(column, numbers[column]))
      numbers[column] += 1
    }
    for column in 0..<4 {
      try bench.feed("psums_\(column)", (0..<numbers[column]).map { group(column, $0) }, stalls: stalls)
    }
    try bench.feed("request", requests.map { [$0] }, stalls: stalls)
    try bench.collect("output", count: requests.count, stalls: stalls)
    try bench.run()
    #expect(bench.collected("output") == expected)
    if stalls == .none { #expect(bench.cycles(of: "output") == Array(2..<102), "a group every cycle") }
  }

  @Test(arguments: Stalls.allCases)
  func theArrayKeepsTheOrderAcrossRows(stalls: Stalls) throws {
    var generator = SeededGenerator(seed: 7)
    let requests = (0..<100).map { _ in
      [Int.random(in: 0..<3, using: &generator), Int.random(in: 0..<4, using: &generator)]
    }
    let bench = try Bench(ArrayCollector(parameters.architecture), seed: 9)
    var expected: [[Int]] = []
    var rows: [[Int]] = [[], [], []]
    for request in requests {
      expected.append(group(request[0], rows[request[0]].count))
      rows[request[0]].append(request[1])
    }
    for row in 0..<3 {
      try bench.feed("row_outputs_\(row)", rows[row].indices.map { group(row, $0) }, stalls: stalls)
      try bench.collect("row_requests_\(row)", count: rows[row].count, stalls: stalls)
    }
    try bench.feed("request", requests, stalls: stalls)
    try bench.collect("output", count: requests.count, stalls: stalls)
    try bench.run()
    #expect(bench.collected("output") == expected)
    for row in 0..<3 { #expect(bench.collected("row_requests_\(row)") == rows[row].map { [$0] }) }
  }

  @Test func aRequestToAPlaceThatIsNotThereIsCaught() throws {
    let row = try Bench(RowCollector(PEArchitecture(columns: 3).architecture), seed: 1)
    try row.feed("request", [[3]])
    let first = #expect(throws: AssertionFailure.self) { try row.run() }
    #expect(first?.message == "psums are asked of a PE that is not there")

    let array = try Bench(ArrayCollector(parameters.architecture), seed: 1)
    try array.feed("request", [[3, 0]])
    let second = #expect(throws: AssertionFailure.self) { try array.run() }
    #expect(second?.message == "psums are asked of a row that is not there")
  }
}
