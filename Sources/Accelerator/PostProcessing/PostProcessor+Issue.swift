import Hardware

// What enters the requantisers: before all else the scaled operand of a sum, which has come round; then the operands of
// a vector command, or else results.
extension PostProcessor {
  @StatementBuilder var issue: [Statement] {
    let advance = self.advance.named("advance")
    let returns = (scaled.valid && scaled.returns).named("returns")
    let isVector = operands.output.valid
    let isSum = vector.operation.isSum.named("is_sum")
    let entering = entering(returns: returns, isSum: isSum)

    operands.output.ready <== advance && !returns
    results.ready <== advance && !returns && !isVector
    channelTable.read <== advance && entering.valid
    channelTable.entry
      <== mux(
        returns, vector.resultEntry,
        mux(isVector, mux(isSum, vector.inputEntry, vector.resultEntry), results.payload.entry))

    when(advance) {
      slots[0] <== entering
      for (slot, previous) in zip(slots.dropFirst(), slots) { slot <== previous }
    }
    let mode = mode(isSecondPass: returns)
    for (index, lane) in lanes.enumerated() {
      lane.advance <== advance
      lane.enters <== entering.valid
      lane.mode <== mode
      enter(lane, index, returns: returns)
    }
  }

  private func entering(returns: Bit, isSum: Bit) -> PipelineSlot {
    let isVector = operands.output.valid
    let (group, operand) = (results.payload, operands.output.payload)
    let count = lanes.count
    let all = Unsigned(1 << count - 1, width: count)
    let new = PipelineSlot(
      valid: isVector || results.valid, returns: isVector && isSum,
      address: mux(isVector, operand.address, group.address), mask: mux(isVector, all, mask(of: group)),
      isLast: mux(isVector, operand.isLast, group.isLast))
    let again = PipelineSlot(
      valid: true, returns: false, address: scaled.address, mask: scaled.mask, isLast: scaled.isLast)
    return mux(returns, again, new)
  }

  private func mode(isSecondPass: Bit) -> RequantizerMode {
    let isResult = !isSecondPass && !operands.output.valid
    let isMaximum = vector.operation .== .maximum
    let isAverage = vector.operation .== .average
    return RequantizerMode(
      addsBias: isResult, scales: isResult || !isMaximum, truncates: !isResult && isAverage,
      addsZero: isResult || !(isMaximum || isAverage))
  }

  @StatementBuilder
  private func enter(_ lane: RequantizerLane, _ index: Int, returns: Bit) -> [Statement] {
    let operand = operands.output.payload
    let new = mux(operands.output.valid, operand.values[index], word(in: results.payload, ofLane: index))

    lane.constants <== channelTable.constants[index]
    lane.output <== outputSettings
    lane.other <== operand.others[index]
    lane.value <== mux(returns, sum(in: lane), new)
  }

  /// The scaled operand and the other one, scaled by one half: shifted up by one bit less.
  private func sum(in lane: RequantizerLane) -> Signed {
    let shift = VectorOperands.operandShift(activationBits: lane.activation.width)
    let half = (lane.scaledOther << (shift - 1)).extended(to: 32)
    let scalesB = vector.operands.scalesB
    let (a, b) = (mux(scalesB, half, lane.scaled), mux(scalesB, lane.scaled, half))
    return mux(vector.operation .== .subtract, a &- b, a &+ b)
  }

  /// The word of a group that belongs to a lane; any one if none does.
  private func word(in group: ResultGroup, ofLane lane: Int) -> Signed {
    guard let firstLane = group.firstLane else { return group.words[0].extended(to: 32) }
    let last = group.words.count - 1
    let candidates = (0..<lanes.count).map { group.words[min(max(lane - $0, 0), last)] }
    return candidates[firstLane].extended(to: 32)
  }

  private func mask(of group: ResultGroup) -> Unsigned {
    let counts = group.words.indices.reversed().map { index -> Bit in
      guard let lastIndex = group.lastIndex, index > 0 else { return true }
      return lastIndex .>= Unsigned(index)
    }
    let words = concatenate(counts).extended(to: lanes.count)
    let placed = group.firstLane.map { words &<< $0 } ?? words
    return mux(group.drop, 0, placed)
  }
}
