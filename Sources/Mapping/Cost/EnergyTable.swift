import Foundation
import Network

/// What an access to each level costs, in multiples of a multiply-accumulate.
public struct EnergyTable: Hashable, Sendable, Codable {
  /// The cost of a multiply-accumulate, which is the unit, and of a word at each level.
  public var mac, scratchpad, network, buffer, memory: Double

  /// Costs of a word at each level, as multiples of the energy of a multiply-accumulate: `scratchpad` for a read or a
  /// write in a PE, `network` for a word that a PE takes or gives, `buffer` for one read or written there, `memory`
  /// for one from or to DRAM.
  public init(mac: Double, scratchpad: Double, network: Double, buffer: Double, memory: Double) {
    (self.mac, self.scratchpad, self.network) = (mac, scratchpad, network)
    (self.buffer, self.memory) = (buffer, memory)
  }

  /// 16 bits in a commercial 65 nm process (Eyeriss, ISCA 2016, table IV): scratchpad of 0.5 kB, network of 1 to 2 mm,
  /// buffer above 100 kB, DRAM.
  public static let published = EnergyTable(mac: 1, scratchpad: 1, network: 2, buffer: 6, memory: 200)

  /// The energy of a layer's accesses, by level.
  public func energy(of accesses: Accesses) -> Energy {
    Energy(
      mac: mac * Double(accesses.macs), scratchpad: scratchpad * Double(accesses.scratchpad.total),
      network: network * Double(accesses.network.total), buffer: buffer * Double(accesses.buffer.total),
      memory: memory * Double(accesses.memory.total))
  }
}

/// Energy by level, in multiples of a multiply-accumulate.
public struct Energy: Hashable, Sendable, Codable {
  /// The energy of the multiply-accumulates, and of the accesses at each level.
  public var mac, scratchpad, network, buffer, memory: Double

  /// Energy that is known already, each level in multiples of a multiply-accumulate; what is not given is 0.
  public init(
    mac: Double = 0, scratchpad: Double = 0, network: Double = 0, buffer: Double = 0, memory: Double = 0
  ) {
    (self.mac, self.scratchpad, self.network) = (mac, scratchpad, network)
    (self.buffer, self.memory) = (buffer, memory)
  }

  /// The energy of all levels together, in multiples of a multiply-accumulate.
  public var total: Double { mac + scratchpad + network + buffer + memory }

  /// Adds level by level.
  public static func + (a: Energy, b: Energy) -> Energy {
    Energy(
      mac: a.mac + b.mac, scratchpad: a.scratchpad + b.scratchpad, network: a.network + b.network,
      buffer: a.buffer + b.buffer, memory: a.memory + b.memory)
  }
}
