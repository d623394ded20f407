import TestSupport

@testable import Accelerator

/// What a processing element is given to do, and what the definition of a 1-D convolution says must come of it.
struct RowTask: Sendable, CustomStringConvertible {
  var parameters = PEArchitecture()
  /// Channels, filters, filter width, stride, output columns.
  var q = 1, p = 1, s = 1, u = 1, f = 1
  /// Values of the window that have p psums each; a divisor of the window.
  var span = 1
  /// Rows that use the same weights, and how often all that happens with other weights.
  var rows = 1, passes = 1
  var shift = 0
  var source = PsumSource.nothing
  var toNetwork = false
  /// Of a hundred activations, how many are zero.
  var zeros = 0
  var stalls = Stalls.none
  var seed: UInt64 = 1

  var window: Int { q * s }
  var slide: Int { q * u }
  var rowLength: Int { slide * (f - 1) + window }
  var macs: Int { passes * rows * f * window * p }

  var description: String {
    "RowTask(parameters: \(parameters), q: \(q), p: \(p), s: \(s), u: \(u), f: \(f), span: \(span), rows: \(rows), passes: \(passes), "
      + "shift: \(shift), source: .\(source), toNetwork: \(toNetwork), zeros: \(zeros), stalls: .\(stalls), seed: \(seed))"
  }
}

/// The operands of a task and its result.
struct RowData {
  /// Activations by pass, row, channel, position; weights by pass, filter, channel, position; psums that come from
  /// elsewhere by pass, row, column, place in the span and filter.
  let activations, weights, incoming: [[[[Int]]]]

  init(_ task: RowTask) {
    var generator = SeededGenerator(seed: task.seed)
    let architecture = task.parameters.architecture
    func tensor(_ a: Int, _ b: Int, _ c: Int, _ d: Int, bits: Int, zeros: Int = 0) -> [[[[Int]]]] {
      (0..<a).map { _ in
        (0..<b).map { _ in
          (0..<c).map { _ in
            (0..<d).map { _ in
              Int.random(in: 0..<100, using: &generator) < zeros ? 0 : Int.random(bits: bits, using: &generator)
            }
          }
        }
      }
    }
    activations = tensor(
      task.passes, task.rows, task.q, task.u * (task.f - 1) + task.s, bits: architecture.operandBits, zeros: task.zeros)
    weights = tensor(task.passes, task.p, task.q, task.s, bits: architecture.weightBits)
    incoming = tensor(task.passes, task.rows, task.f, task.span * task.p, bits: architecture.psumBits)
  }

  /// The words of each pass and row in the order in which an element takes them.
  func activationRun(pass: Int, row: Int) -> [Int] {
    let channels = activations[pass][row]
    return channels[0].indices.flatMap { position in channels.map { $0[position] } }
  }

  func weightRun(pass: Int) -> [Int] {
    let filters = weights[pass]
    return filters[0][0].indices.flatMap { position in
      filters[0].indices.flatMap { channel in filters.map { $0[channel][position] } }
    }
  }

  /// By output column.
  func incomingColumns(pass: Int, row: Int) -> [[Int]] { incoming[pass][row] }

  /// The psums of a row by output column, straight from the definition.
  func expectedColumns(pass: Int, row: Int, _ task: RowTask) -> [[Int]] {
    (0..<task.f).map { column in
      (0..<task.span * task.p).map { psum in
        let (place, filter) = (psum / task.p, psum % task.p)
        var sum = task.source == .nothing ? 0 : incoming[pass][row][column][psum]
        for channel in 0..<task.q {
          for position in 0..<task.s where (position * task.q + channel) % task.span == place {
            let product =
              activations[pass][row][channel][column * task.u + position] * weights[pass][filter][channel][position]
            sum += product >> task.shift
          }
        }
        return sum.wrapped(to: task.parameters.psumBits)
      }
    }
  }
}
