import BigInt
import Hardware
import HardwareSimulation
import TestSupport

@testable import Accelerator

/// A post-processor with a buffer that answers in order after random delays, and random stalls on every stream.
///
/// A payload that is not valid is noise, so that nobody looks at it unpunished.
final class PostProcessorBench {
  let architecture: Architecture
  let simulator: any Simulator
  /// What the buffer holds; the vector's lanes by its address.
  var vectorAt: (Int) -> [Int] = { _ in [] }
  /// Cycles from a request to its answer, where the answer does not stall besides.
  var delays = 0...0
  private(set) var cycle = 0
  /// What has come out, and when.
  private(set) var writes: [(write: VectorWriteModel, cycle: Int)] = []
  /// The most reads that have been without an answer at a time.
  private(set) var mostOutstanding = 0

  private let streams: StreamBench
  private let results, response, start: StreamSource
  private let request, output: StreamSink
  private let noisy: [(valid: Int, payload: [Int], source: StreamSource)]
  private let tablePorts: [Int]
  private var sentCounts = [0, 0]
  private var dueCycles: [Int] = []
  private var generator: SeededGenerator

  init(_ architecture: Architecture, on simulator: any Simulator, stalls: Stalls, seed: UInt64) throws {
    (self.architecture, self.simulator) = (architecture, simulator)
    generator = SeededGenerator(seed: seed)
    streams = StreamBench(simulator, seed: generator.next())
    results = try streams.source("results", stalls: stalls.probability(using: &generator))
    response = try streams.source("read_response", stalls: stalls.probability(using: &generator))
    start = try streams.source("start")
    request = try streams.sink("read_request", stalls: stalls.probability(using: &generator))
    output = try streams.sink("output", stalls: stalls.probability(using: &generator))
    tablePorts = try ["write", "kind", "index", "data"].map { try simulator.port(named: "table_write_\($0)") }
    noisy = try [("results", results), ("read_response", response)].map { name, source in
      (
        try simulator.port(named: "\(name)_valid"),
        simulator.ports.indices.filter { simulator.ports[$0].name.hasPrefix("\(name)_payload") }, source
      )
    }
    try simulator.reset()
  }

  convenience init(
    _ architecture: Architecture, rounding: RequantizerRounding = .double, stalls: Stalls = .none, seed: UInt64
  ) throws {
    let simulator = try Interpreter(PostProcessor(architecture, rounding: rounding).elaborated())
    try self.init(architecture, on: simulator, stalls: stalls, seed: seed)
  }

  func write(_ table: ChannelTableModel) throws {
    for (channel, constants) in table.channels.enumerated() {
      let multiplier = constants.multiplier
      let data = [Int(constants.bias), Int(multiplier.significand), multiplier.shift]
      for (kind, value) in data.enumerated() {
        simulator.setWord(1, of: tablePorts[0])
        simulator.setWord(UInt64(kind), of: tablePorts[1])
        simulator.setWord(UInt64(channel), of: tablePorts[2])
        simulator.setWord(UInt64(UInt32(truncatingIfNeeded: value)), of: tablePorts[3])
        try simulator.step()
      }
    }
    simulator.setWord(0, of: tablePorts[0])
  }

  func set(_ settings: OutputModel) throws {
    try simulator.poke("output_settings_zero", settings.zero)
    try simulator.poke("output_settings_minimum", settings.bounds.lowerBound)
    try simulator.poke("output_settings_maximum", settings.bounds.upperBound)
  }

  /// Feeds groups of psums and waits until all have come out.
  func run(_ groups: [ResultGroupModel]) throws -> [VectorWriteModel] {
    let before = writes.count
    try results.send(groups.map { $0.payload(architecture) })
    try run { self.writes.count == before + groups.count }
    return writes[before...].map(\.write)
  }

  /// Carries out a vector command and waits until all results have come out.
  ///
  /// - Parameter operationCode: what the operation's register holds, if not the command's operation.
  func run(_ command: VectorCommand, operationCode: Int? = nil) throws -> [VectorWriteModel] {
    let before = writes.count
    try begin(command, operationCode: operationCode)
    try run { self.writes.count == before + command.resultCount }
    return writes[before...].map(\.write)
  }

  /// Sets the registers and offers the start, which is taken when the bench runs on.
  func begin(_ command: VectorCommand, operationCode: Int? = nil) throws {
    for (name, value) in command.registers(architecture) { try simulator.poke("vector_\(name)", value) }
    if let operationCode { try simulator.poke("vector_operation", operationCode) }
    try start.send([[]])
  }

  /// Runs until the condition holds, and some cycles longer for whatever might still come.
  private func run(until isDone: () -> Bool) throws {
    var idle = 0
    while !isDone() {
      let before = (writes.count, request.payloads.count, response.sentCount)
      try step()
      idle = before == (writes.count, request.payloads.count, response.sentCount) ? idle + 1 : 0
      guard idle < 400 else { throw SimulationError("nothing moves in cycle \(cycle); \(writes.count) writes") }
    }
    for _ in 0..<12 { try step() }
  }

  private func step() throws {
    // First look, then change: each look after a change settles the design.
    let idle = noisy.filter { simulator.word(of: $0.valid) == 0 }
    for port in idle.flatMap(\.payload) { makeNoise(on: port) }
    try answer()
    try streams.step()
    for (index, stream) in noisy.enumerated() where stream.source.sentCount != sentCounts[index] {
      sentCounts[index] = stream.source.sentCount
      simulator.setWord(0, of: stream.valid)
    }
    if output.payloads.count > writes.count {
      writes.append((VectorWriteModel(output.payloads[writes.count], architecture), cycle))
    }
    cycle += 1
    mostOutstanding = max(mostOutstanding, request.payloads.count - response.sentCount)
  }

  private func makeNoise(on port: Int) {
    let width = simulator.ports[port].width
    let words = (0..<(width + 63) / 64).map { _ in generator.next() }
    simulator.setWords(words.dropLast() + [words.last! >> UInt64(words.count * 64 - width)], of: port)
  }

  /// Answers the requests whose time has come; what came later waits for what came before.
  private func answer() throws {
    while answered + dueCycles.count < request.payloads.count {
      let due = cycle + Int.random(in: delays, using: &generator)
      dueCycles.append(max(due, dueCycles.last ?? 0))
    }
    while let due = dueCycles.first, due <= cycle {
      let lanes = vectorAt(Int(request.payloads[answered][0]))
      let bits = architecture.storageBits
      let packed = lanes.reversed().reduce(BigInt(0)) { $0 << bits + BigInt($1 & (1 << bits - 1)) }
      try response.send([[packed]])
      dueCycles.removeFirst()
      answered += 1
    }
  }

  private var answered = 0
}
