import BigInt
import Hardware

/// Notes the values of some signals before every clock edge, to be shown as text.
public final class WaveformRecording {
  private let rows: [WaveformRow]
  private var tracks: [WaveformTrack]
  private var cycles: [Int] = []

  /// Records from here on.
  ///
  /// - Throws: `SimulationError` where there is no such port or net, or the simulator cannot reach it.
  public init(of simulator: any Simulator, _ rows: [WaveformRow]) throws {
    self.rows = rows
    let probes = try rows.map { try Probe($0.signal, in: simulator) }
    let conditions = try rows.map { try $0.condition.map { try Probe($0, in: simulator) } }
    tracks = zip(rows, probes).map { WaveformTrack(row: $0, probe: $1) }
    simulator.observe { [weak self, unowned simulator] in
      guard let self else { return }
      cycles.append(simulator.cycle)
      for index in tracks.indices {
        let isShown = conditions[index].map { $0.read() != 0 } ?? true
        tracks[index].samples.append(isShown ? probes[index].read() : nil)
      }
    }
  }

  /// The recorded cycles, each a column of equal width; a long recording continues below.
  ///
  /// ```
  /// cycle    0   1   2   3   4   5
  /// enable   ▁▁▁▁████████▁▁▁▁▁▁▁▁
  /// count    │0      │1  │2
  /// phase    │idle   │run    │done
  /// ```
  ///
  /// - Parameters:
  ///   - range: The recorded cycles to show, counted from the first one; all unless said otherwise.
  ///   - columns: The width of the text.
  public func text(_ range: Range<Int>? = nil, columns: Int = 100) -> String {
    let shown = (range ?? 0..<cycles.count).clamped(to: 0..<cycles.count)
    return WaveformText(tracks: tracks, cycles: cycles, columns: columns).render(shown)
  }

  /// Shows dots where another recording of the same rows differs: of two runs that begin with different
  /// `InitialState`s, what nobody reset or wrote yet.
  public func hide(differencesFrom other: WaveformRecording) {
    for index in tracks.indices {
      tracks[index].samples = zip(tracks[index].samples, other.tracks[index].samples).map { $0 == $1 ? $0 : nil }
    }
  }
}

/// A way to a signal's value.
struct Probe {
  let width: Int
  let isSigned: Bool
  let enumeration: Netlist.Enumeration?
  let read: () -> BigInt

  init(_ name: String, in simulator: any Simulator) throws {
    if let index = simulator.portIndices[name] {
      let port = simulator.ports[index]
      (width, isSigned, enumeration) = (port.width, port.isSigned, port.enumeration)
      read = { [unowned simulator] in simulator.value(of: index) }
    } else {
      let net = try simulator.net(name)
      (width, isSigned, enumeration) = (net.width, net.isSigned, net.enumeration)
      read = { net.value }
    }
  }
}

/// A row's samples; nil where the row's condition did not hold.
struct WaveformTrack {
  let row: WaveformRow
  let probe: Probe
  var samples: [BigInt?] = []

  /// Whether it is drawn as a level.
  var isLevel: Bool { probe.width == 1 && probe.enumeration == nil && row.condition == nil }

  func text(_ value: BigInt) -> String {
    switch row.format {
    case .automatic:
      if let enumeration = probe.enumeration, let index = enumeration.caseIndex(ofCode: value) {
        return enumeration.cases[index]
      }
      return probe.isSigned || probe.width <= 16 ? String(value) : hexadecimal(value)
    case .decimal: return String(value)
    case .hexadecimal: return hexadecimal(value)
    case .binary: return digits(value, radix: 2, bitsPerDigit: 1)
    }
  }

  private func hexadecimal(_ value: BigInt) -> String {
    digits(value, radix: 16, bitsPerDigit: 4)
  }

  private func digits(_ value: BigInt, radix: Int, bitsPerDigit: Int) -> String {
    let bits = value < 0 ? value + BigInt(1) << probe.width : value
    let text = String(bits, radix: radix)
    let count = (probe.width + bitsPerDigit - 1) / bitsPerDigit
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
