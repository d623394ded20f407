import Hardware
import HardwareLibrary
import HardwareSimulation
import Testing

@Suite struct MultiplyAccumulateTests {
  @Test func accumulatesWhileEnabled() throws {
    let bench = try Testbench(MultiplyAccumulate(activationBits: 8, weightBits: 8, partialSumBits: 32))
    let unit = bench.module

    bench[unit.clear] = true
    try bench.step()
    bench[unit.clear] = false
    bench[unit.enable] = true
    for (activation, weight) in [(3, 5), (-7, 2), (100, -100)] {
      bench[unit.activation] = activation
      bench[unit.weight] = weight
      try bench.step()
    }
    #expect(bench[unit.partialSum] == 3 * 5 - 7 * 2 - 100 * 100)
  }
}

@Suite struct PacketSumTests {
  @Test(arguments: [0, 0.3, 0.8]) func sumsComeInOrder(stalls: Double) throws {
    let bench = StreamBench(
      try Interpreter(PacketSum(wordBits: 8, sumBits: 16).elaborated()), seed: 7)
    let words = try bench.source("words", stalls: stalls)
    let sums = try bench.sink("sums", stalls: stalls)
    try bench.simulator.reset()

    try bench.simulator.poke("is_last", true)
    let numbers = [1, 20, 255]
    try words.send(numbers)
    try bench.run(limit: 1_000) { sums.payloads.count == 3 }
    #expect(sums.numbers == [1, 20, 255])
  }
}

/// The same in Verilator: the second argument makes the simulator.
func verilatedBench() throws -> Testbench<MultiplyAccumulate> {
  let unit = MultiplyAccumulate(activationBits: 8, weightBits: 8, partialSumBits: 32)
  return try Testbench(unit) { try VerilatedSimulator($0) }
}

func sequencerWaveform() throws -> String {
  let simulator = try Interpreter(Sequencer().elaborated())
  try simulator.reset()
  let recording = try WaveformRecording(of: simulator, ["start", "last", "phase", "accumulate"])
  for (start, last) in [(0, 0), (1, 0), (0, 0), (0, 0), (0, 1), (0, 0), (0, 0)] {
    try simulator.poke("start", start)
    try simulator.poke("last", last)
    try simulator.poke("loaded", true)
    try simulator.poke("drained", true)
    try simulator.step()
  }
  return recording.text()
}

/// Properties that simulators and formal tools check.
struct CreditCounter: Module {
  let take, give: Bit
  let credits: Unsigned

  private let limit: Int

  init(limit: Int) {
    self.limit = limit
    (take, give) = (.input(), .input())
    credits = .outputRegister(Netlist.addressWidth(of: limit + 1), reset: Unsigned(limit))
  }

  var body: [Statement] {
    assume(!take || credits .!= 0, "nobody takes what is not there")
    assume(!give || credits .!= Unsigned(limit), "nobody gives back too much")

    when(take && !give) { credits <== credits &- 1 }
      .elsewhen(give && !take) { credits <== credits &+ 1 }

    expect(credits .<= Unsigned(limit), "there are never more credits than the limit")
    cover("exhausted", credits .== 0)
  }
}
