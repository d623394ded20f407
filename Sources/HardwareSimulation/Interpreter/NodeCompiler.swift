import Hardware

/// Compiles one operation: to a short instruction where all its values have at most 64 bits, to a wide one otherwise.
struct NodeCompiler {
  let builder: ProgramBuilder
  let target: Slot
  let operands: [Slot]

  func compile(_ operation: Netlist.Operation) {
    if target.isNarrow && operands.allSatisfy(\.isNarrow) {
      compileNarrow(operation)
    } else {
      compileWide(operation)
    }
  }

  private func compileNarrow(_ operation: Netlist.Operation) {
    let first = operands.first ?? target
    switch operation {
    case .constant, .net: preconditionFailure("constants and nets have storage of their own")
    case .not: builder.emit(.not, target, a: first.offset)
    case .binary(let kind, _, _): emitBinary(kind.instruction)
    case .compare(let kind, _, _, let signed): emitComparison(kind, signed: signed)
    case .shift(let kind, _, _):
      let amount = kind == .arithmeticRight ? 64 - target.width : target.width
      emitBinary(kind.instruction, c: UInt32(amount))
    case .multiplex:
      builder.emit(.multiplex, target, a: operands[1].offset, b: operands[2].offset, c: first.offset)
    case .select: emitSelect()
    case .bit: emitBinary(.bit, c: UInt32(first.width))
    case .concatenate: emitConcatenation()
    case .slice(_, let low): builder.emit(.slice, target, a: first.offset, c: UInt32(low))
    case .extend(_, signed: true): builder.emit(.signExtend, target, a: first.offset, c: UInt32(64 - first.width))
    case .extend(_, signed: false): builder.emit(.copy, target, a: first.offset)
    case .reduce(.and, _): builder.emit(.reduceAnd, target, a: first.offset, immediate: first.mask)
    case .reduce(.or, _): builder.emit(.reduceOr, target, a: first.offset)
    case .reduce(.xor, _): builder.emit(.reduceXor, target, a: first.offset)
    }
  }

  private func emitBinary(_ operation: Instruction.Operation, c: UInt32 = 0) {
    builder.emit(operation, target, a: operands[0].offset, b: operands[1].offset, c: c)
  }

  private func emitComparison(_ comparison: Netlist.Comparison, signed: Bool) {
    let form = comparison.form
    let (left, right) = form.isSwapped ? (operands[1], operands[0]) : (operands[0], operands[1])
    let operation = signed ? form.kind.signedInstruction : form.kind.instruction
    builder.emit(operation, target, a: left.offset, b: right.offset, c: UInt32(64 - left.width))
  }

  private func emitSelect() {
    let start = builder.program.operandTable.count
    builder.program.operandTable += operands.dropFirst().map(\.offset)
    builder.program.operandTable.append(builder.constant(0, width: target.width).offset)
    builder.emit(
      .select, target, a: operands[0].offset, b: UInt32(start), c: UInt32(operands.count - 1))
  }

  private func emitConcatenation() {
    guard operands.count > 1 else { return builder.emit(.copy, target, a: operands[0].offset) }
    var joined = operands[0]
    for (index, part) in operands.enumerated().dropFirst() {
      let width = joined.width + part.width
      let result = index == operands.count - 1 ? target : builder.allocate(width: width)
      builder.emit(.join, result, a: joined.offset, b: part.offset, c: UInt32(part.width))
      joined = Slot(offset: result.offset, width: width)
    }
  }

  private func compileWide(_ operation: Netlist.Operation) {
    switch operation {
    case .constant, .net: preconditionFailure("constants and nets have storage of their own")
    case .not: builder.emitWide(.not, target, operands)
    case .binary(let kind, _, _): builder.emitWide(kind.wide, target, operands)
    case .compare(let kind, _, _, let signed):
      let form = kind.form
      builder.emitWide(
        signed ? form.kind.signedWide : form.kind.wide, target, form.isSwapped ? operands.reversed() : operands)
    case .shift(let kind, _, _): builder.emitWide(kind.wide, target, operands)
    case .multiplex: builder.emitWide(.multiplex, target, operands)
    case .select: builder.emitWide(.select, target, operands + [builder.constant(0, width: target.width)])
    case .bit: builder.emitWide(.bit, target, operands)
    case .concatenate: builder.emitWide(.concatenate, target, operands)
    case .slice(_, let low): builder.emitWide(.slice, target, operands, immediate: low)
    case .extend(_, let signed): builder.emitWide(signed ? .signExtend : .zeroExtend, target, operands)
    case .reduce(let kind, _): builder.emitWide(kind.wide, target, operands)
    }
  }
}

extension Netlist.BinaryOperator {
  fileprivate var instruction: Instruction.Operation {
    switch self {
    case .and: .and
    case .or: .or
    case .xor: .xor
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    }
  }

  fileprivate var wide: WideOperation.Kind {
    switch self {
    case .and: .and
    case .or: .or
    case .xor: .xor
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    }
  }
}

extension Netlist.Comparison {
  /// The four comparisons to which the six come down, the operands exchanged for the others.
  fileprivate enum Kind { case equal, notEqual, less, lessOrEqual }

  fileprivate var form: (kind: Kind, isSwapped: Bool) {
    switch self {
    case .equal: (.equal, false)
    case .notEqual: (.notEqual, false)
    case .less: (.less, false)
    case .lessOrEqual: (.lessOrEqual, false)
    case .greater: (.less, true)
    case .greaterOrEqual: (.lessOrEqual, true)
    }
  }
}

extension Netlist.Comparison.Kind {
  fileprivate var instruction: Instruction.Operation {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    }
  }

  fileprivate var signedInstruction: Instruction.Operation {
    switch self {
    case .less: .signedLess
    case .lessOrEqual: .signedLessOrEqual
    default: instruction
    }
  }

  fileprivate var wide: WideOperation.Kind {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    }
  }

  fileprivate var signedWide: WideOperation.Kind {
    switch self {
    case .less: .signedLess
    case .lessOrEqual: .signedLessOrEqual
    default: wide
    }
  }
}

extension Netlist.ShiftOperator {
  fileprivate var instruction: Instruction.Operation {
    switch self {
    case .left: .shiftLeft
    case .logicalRight: .shiftRight
    case .arithmeticRight: .shiftRightArithmetic
    }
  }

  fileprivate var wide: WideOperation.Kind {
    switch self {
    case .left: .shiftLeft
    case .logicalRight: .shiftRight
    case .arithmeticRight: .shiftRightArithmetic
    }
  }
}

extension Netlist.Reduction {
  fileprivate var wide: WideOperation.Kind {
    switch self {
    case .and: .reduceAnd
    case .or: .reduceOr
    case .xor: .reduceXor
    }
  }
}
