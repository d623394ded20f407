import Hardware

extension Samples {
  /// Expressions that take several lines.
  struct Layout: Module {
    let requestsOfTheNeighbours: [Bit]
    let valueOfTheNeighbours: [Unsigned]
    let packedRequests: Unsigned
    let anyIsUrgent: Bit
    let nearestValue: Unsigned
    let checksum: Unsigned

    init() {
      requestsOfTheNeighbours = (0..<9).map { _ in .input() }
      valueOfTheNeighbours = (0..<4).map { _ in .input(8) }
      packedRequests = .output(9)
      anyIsUrgent = .output()
      nearestValue = .output(8)
      checksum = .output(8)
    }

    var body: [Statement] {
      let requests = requestsOfTheNeighbours
      let values = valueOfTheNeighbours
      packedRequests <== concatenate(requests)
      anyIsUrgent <== (requests[0] && values[0] .> 200) || (requests[1] && (values[1] .> 100 || !requests[8]))
      nearestValue
        <== mux(requests[0], values[0], mux(requests[1], values[1], mux(requests[2], values[2], values[3])))
      let first = values[0] &+ values[1] &* values[2] &- (values[3] & ~values[0])
      let second = (values[0] ^ values[1] ^ values[2]) &+ (values[3] &>> concatenate(requests[0]))
      checksum <== mux(requests[3] && requests[4] && requests[5], first, second &+ (first | 3) &+ first)
    }
  }
}
