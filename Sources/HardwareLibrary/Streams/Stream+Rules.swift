import Hardware

// The handshake's rules as properties, so that a simulator or a formal tool finds whoever breaks them.
extension Stream {
  /// For a stream that enters the module: the surroundings keep `valid` and the payload until the payload has moved.
  public func assumeStable(
    _ name: String, domain: ClockDomain = .main, fileID: StaticString = #fileID, line: UInt = #line
  ) -> [Statement] {
    let (memory, holds) = stability(name, domain)
    let rule = assume(
      holds, "\(name): valid and payload stay until the payload has moved", name: "\(name)_stable",
      domain: domain, fileID: fileID, line: line)
    return memory.map { $0.located(fileID: fileID, line: line) } + [rule]
  }

  /// For a stream that leaves the module: the module keeps `valid` and the payload until the payload has moved.
  public func expectStable(
    _ name: String, domain: ClockDomain = .main, fileID: StaticString = #fileID, line: UInt = #line
  ) -> [Statement] {
    let (memory, holds) = stability(name, domain)
    let rule = expect(
      holds, "\(name): valid and payload stay until the payload has moved", name: "\(name)_stable",
      domain: domain, fileID: fileID, line: line)
    return memory.map { $0.located(fileID: fileID, line: line) } + [rule]
  }

  // Registers hold the cycle before; they serve the property alone.
  private func stability(_ name: String, _ domain: ClockDomain) -> (memory: [Statement], holds: Bit) {
    let stalled = Bit.register("\(name)_was_stalled", reset: false, domain: domain)
    let before = payload.register("\(name)_was", domain: domain)
    let memory = [stalled <== valid && !ready, before <== payload]
    return (memory, !stalled || (valid && before.packed .== payload.packed))
  }
}

/// For a number that chooses a stream: it stays while a word waits.
func selectionStays(
  _ name: String, _ selection: Unsigned, while waiting: Bit, fileID: StaticString = #fileID, line: UInt = #line
) -> [Statement] {
  let waited = Bit.register("\(name)_waited", reset: false)
  let before = selection.register("\(name)_was")
  return [
    waited <== waiting,
    before <== selection,
    assume(!waited || before .== selection, "\(name) stays while a word waits", name: "\(name)_stays"),
  ].map { $0.located(fileID: fileID, line: line) }
}
