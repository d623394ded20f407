import BigInt
import Hardware
import HardwareSimulation
import TestSupport

/// What every simulator of a design is given, cycle by cycle.
struct Stimulus {
  let ports: [SimulatedPort]
  let domains: [ClockDomain]
  /// By cycle, by port; nil for outputs.
  private(set) var values: [[BigInt?]] = []
  /// By cycle: the domains whose clocks rise.
  private(set) var clocked: [[ClockDomain]] = []
  /// From this cycle on nothing depends on what the simulators start from.
  let settledFrom: Int

  /// - Parameter isClocked: Whether registers and memories have to be initialised first.
  init(_ simulator: any Simulator, cycles: Int, isClocked: Bool, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    ports = simulator.ports
    domains = simulator.domains
    settledFrom = isClocked ? 20 : 0
    for cycle in 0..<settledFrom + cycles {
      let isSettled = cycle >= settledFrom
      let clocked = domains.filter { _ in !isSettled || random.chance(75) }
      self.clocked.append(clocked)
      values.append(
        ports.map { port in
          guard port.direction == .input else { return nil }
          switch port.name {
          case "init": return isSettled ? 0 : 1
          case "init_address": return BigInt(cycle % 16)
          case "reset", "other_reset": return isSettled ? (random.chance(4) ? 1 : 0) : 1
          default:
            let bits = Bits(random.bits(port.width), width: port.width)
            return port.isSigned ? bits.signedValue : BigInt(bits.value)
          }
        })
    }
  }

  /// Runs a simulator; the outputs before each settled cycle's edges, by cycle and port.
  func run(_ simulator: any Simulator) throws -> [[[UInt64]]] {
    var seen: [[[UInt64]]] = []
    let outputs = ports.indices.filter { ports[$0].direction == .output }
    for cycle in values.indices {
      for (port, value) in values[cycle].enumerated() {
        if let value { simulator.setValue(value, of: port) }
      }
      if cycle >= settledFrom { seen.append(outputs.map(simulator.words)) }
      try simulator.step(1, domains: clocked[cycle])
    }
    return seen
  }
}
