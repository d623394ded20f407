import BigInt
import Hardware
import HardwareLibrary
import HardwareSimulation
import Testing

/// Blocks of the library that are printed in all the ways there are: for their own widths, and for all widths with the
/// members of their payload in one vector.
private struct Chain: Module {
  typealias Words = FramedWords<Unsigned>

  let input, output: Stream<Words>
  let queue: FIFO<Words>
  let register: StreamRegister<Words>
  let deep: FIFO<Words>

  init() {
    let shape = Words.shape(.bits(20), size: 2)
    (input, output) = (.input(shape), .output(shape))
    (queue, register) = (FIFO(shape, depth: 3), StreamRegister(shape))
    deep = FIFO(shape, depth: 8, registerDepth: 2)
  }

  var body: [Statement] {
    queue.input <== input
    register.input <== queue.output
    deep.input <== register.output
    output <== deep.output
  }
}

@Suite struct InsideTests {
  /// Every register and memory is found in the Verilog and holds there what the interpreter says.
  @Test func registersAndMemoriesAreFoundWhereverTheyStand() throws {
    let design = try Chain().elaborated()
    let interpreter = try Interpreter(design)
    let verilated = try VerilatedSimulator(design, options: .init(internals: .writable))
    let simulators: [any Simulator] = [interpreter, verilated]
    let registers = try interpreter.netPaths.filter { try interpreter.net($0).kind == .register }
    #expect(registers.count > 10)
    #expect(!interpreter.memoryPaths.isEmpty)
    for simulator in simulators {
      for path in registers { try simulator.poke(net: path, 0) }
      for path in simulator.memoryPaths {
        for row in 0..<(try simulator.memory(path).depth) { try simulator.write(memory: path, at: row, BigUInt(row)) }
      }
      let bench = StreamBench(simulator, seed: 5)
      let input = try bench.source("input", stalls: 0.2)
      _ = try bench.sink("output", stalls: 0.7)
      try simulator.reset()
      let payloads = (0..<40).map { number in [number, number * 17, 1 + number % 2, number % 2].map { BigInt($0) } }
      try input.send(payloads)
      try bench.step(30)
    }
    for path in registers { try expectEqual(path, interpreter, verilated) }
    for path in interpreter.memoryPaths {
      for row in 0..<(try interpreter.memory(path).depth) {
        let expected: BigUInt = try interpreter.read(memory: path, at: row)
        let found: BigUInt = try verilated.read(memory: path, at: row)
        #expect(found == expected, "\(path)[\(row)]")
      }
    }
    // Of the other nets some stand nowhere in the Verilog; those that do are right.
    for path in interpreter.netPaths where (try? verilated.net(path)) != nil {
      try expectEqual(path, interpreter, verilated)
    }
  }

  private func expectEqual(_ path: String, _ interpreter: Interpreter, _ verilated: VerilatedSimulator) throws {
    let expected: BigInt = try interpreter.peek(net: path)
    let found: BigInt = try verilated.peek(net: path)
    #expect(found == expected, "\(path)")
  }
}
