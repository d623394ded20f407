import Hardware

/// Grants the lowest-numbered of the requests.
///
/// There is no state.
///
/// ```waveform
/// cycle     1   2   3   4   5   6
/// requests  │000│100│110│111│101│010
/// grants    │000│100│010│001    │010
/// ```
public struct PriorityArbiter: Module {
  /// One bit for each requester.
  public let requests: Unsigned
  /// The granted requester's bit; none where nobody asks.
  public let grants: Unsigned

  /// - Parameter count: requesters, at least 1.
  public init(requests count: Int) {
    precondition(count >= 1, "an arbiter for \(count) requesters; the least is 1")
    requests = .input(count)
    grants = .output(count)
  }

  /// `priority_arbiter_` and the number of requesters.
  public var moduleName: String { "priority_arbiter_\(requests.width)" }

  /// The comment above the Verilog module.
  public var documentation: String? { "Grants the lowest-numbered of \(requests.width) requests." }

  /// One expression, and the rules that every arbiter keeps as assertions.
  public var body: [Statement] {
    grants <== requests.lowestSetBit
    arbiterRules(requests, grants)
  }
}

/// What every arbiter promises.
@StatementBuilder
func arbiterRules(_ requests: Unsigned, _ grants: Unsigned) -> [Statement] {
  expect(grants .== grants.lowestSetBit, "at most one request is granted", name: "one_grant")
  expect((grants & ~requests) .== 0, "only requests are granted", name: "grant_requested")
  expect(requests.anyBit .== grants.anyBit, "where somebody asks, somebody is granted", name: "no_idle")
  cover("contention", requests .!= requests.lowestSetBit)
}

extension Unsigned {
  /// The lowest bit that is set, alone; 0 for 0.
  public var lowestSetBit: Unsigned { self & (~self &+ 1) }

  /// The position of the only bit that is set; 0 for 0.
  ///
  /// Of several set bits, the positions are mixed up.
  public var oneHotIndex: Unsigned {
    let indexWidth = Netlist.addressWidth(of: width)
    let bits = (0..<indexWidth).reversed().map { position in
      (0..<width).filter { $0 >> position & 1 == 1 }.map { self[$0] }.any
    }
    return concatenate(bits)
  }
}
