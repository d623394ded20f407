import Hardware

// What the elements at the head of the queue give for the lanes of a step.
extension CodeDecoder {
  struct Step {
    /// The lanes that take a value.
    let mask: [Bit]
    /// Their values, in order.
    let levels: [Unsigned]
    /// All elements of the step have come.
    let isThere: Bit
    /// Elements that the step uses up, at most those that have come.
    let removed: Unsigned
    /// The new value of `skipped`.
    let skipped: Unsigned
    /// The mask of the group's lanes behind those of the step; absent where a step is a group.
    let restOfMask: Unsigned?
  }

  var nextStep: Step {
    let first = queue.first
    let units = first.map { $0[shape.runBits..<shape.elementBits] }
    let isGroupStart = stepInGroup.map { $0 .== 0 } ?? true
    let hasMask = (isBitmap && isGroupStart).named("has_mask")

    let bitmap = groupMask(units, isGroupStart).named("bitmap")
    let pairs = runMask.named("pair_mask")
    let all = Unsigned(1 << shape.lanes - 1, width: shape.lanes)
    let mask = mux(isRunLength, pairs, mux(isBitmap, bitmap[0..<shape.lanes], all)).named("mask")
    let bits = (0..<shape.lanes).map { mask[$0] }
    let values = populationCount(bits).named("values")

    let taken = (values + mux(hasMask, Unsigned(shape.maskUnits), 0)).resized(to: queue.removed.width)
    // A run that goes on behind the step stays, but it must have come.
    let goesOn = Unsigned(isRunLength && !mask[shape.lanes - 1])
    let needed = (taken + goesOn).named("needed")
    let isThere = (queue.count .>= needed).named("is_there")
    let levels = (0..<shape.lanes).map { mux(hasMask, units[shape.maskUnits + $0], units[$0]) }
    return Step(
      mask: bits, levels: levels, isThere: isThere,
      removed: mux(isThere, taken, queue.count.resized(to: taken.width)).named("used"),
      skipped: zerosBehind(bits).named("next_skipped"),
      restOfMask: restOfMask == nil ? nil : bitmap[shape.lanes..<shape.groupSize])
  }

  private func groupMask(_ units: [Unsigned], _ isGroupStart: Bit) -> Unsigned {
    let fresh = concatenate(units[..<shape.maskUnits].reversed())
    guard let restOfMask else { return fresh }
    return mux(isGroupStart, fresh, restOfMask)
  }

  /// The lanes at which the levels of the first pairs stand. Pairs that have not come count as single zeros.
  private var runMask: Unsigned {
    // Sums stop at the largest number, which lies behind the step.
    let width = Netlist.addressWidth(of: 2 * shape.lanes)
    let lengths = queue.first[..<shape.lanes].enumerated().map { index, element -> Unsigned in
      let run = element[0..<shape.runBits]
      let length = (index == 0 ? run &- skipped : run) + 1
      guard length.width > width else { return length.extended(to: width) }
      return length[0..<width] | length[width..<length.width].anyBit.repeated(width)
    }
    let sums = prefixes(lengths) { left, right -> Unsigned in
      let sum = left + right
      return sum[0..<width] | sum[width].repeated(width)
    }
    let ends = sums.enumerated().map { $1.named("end_\($0)") }
    let lanes = (0..<shape.lanes).map { lane -> Bit in
      ends[...lane].map { $0 .== Unsigned(lane + 1) }.any
    }
    return concatenate(lanes.reversed())
  }

  /// How many lanes lie behind the last value of the step; without any value, the zeros skipped so far and the step's.
  private func zerosBehind(_ mask: [Bit]) -> Unsigned {
    mask.enumerated().reduce(skipped &+ Unsigned(truncating: shape.lanes, width: shape.runBits)) { zeros, lane in
      mux(lane.element, Unsigned(truncating: shape.lanes - 1 - lane.offset, width: shape.runBits), zeros)
    }
  }
}

extension Unsigned {
  /// The lower bits of a number.
  init(truncating number: Int, width: Int) { self.init(number & (1 << width - 1), width: width) }
}
