/// Finds what some pieces of Verilog have in common when they differ in nothing but places in vectors, which grow evenly
/// from one to the next.
struct LoopPattern {
  /// The numbers that depend on the loop's variable.
  private(set) var numbers: [(value: Verilog.Affine, width: Int)] = []
  /// Whether numbers may be any affine function of the variable, or the variable itself only.
  let allowsAnyNumber: Bool
  /// Whether anything depends on the variable.
  private(set) var varies = false

  init(allowsAnyNumber: Bool) { self.allowsAnyNumber = allowsAnyNumber }

  /// The step between values; nil where it is not even.
  private mutating func affine(_ values: [Int]) -> Verilog.Affine? {
    let stride = values[1] - values[0]
    for (last, next) in zip(values, values.dropFirst()) where next - last != stride { return nil }
    if stride != 0 { varies = true }
    return Verilog.Affine(base: values[0], stride: stride)
  }

  mutating func expression(_ all: [Verilog.Expression]) -> Verilog.Expression? {
    let first = all[0]
    if all.allSatisfy({ $0 == first }) { return first }
    switch first {
    case .part(let signal, let high, let low):
      let width = high - low + 1
      var lows: [Int] = []
      for case .part(signal, let high, let low) in all where high - low + 1 == width { lows.append(low) }
      guard lows.count == all.count, let start = affine(lows) else { return nil }
      return .loopPart(signal, start: start, width: width)
    case .literal(let bits, false): return number(all, width: bits.width)
    case .bit(let signal, _):
      return nested(all) { if case .bit(signal, let index) = $0 { [index] } else { nil } } rebuild: { .bit(signal, index: $0[0]) }
    case .word(let memory, _):
      return nested(all) { if case .word(memory, let address) = $0 { [address] } else { nil } } rebuild: {
        .word(memory, address: $0[0])
      }
    case .unary(let unary, _):
      return nested(all) { if case .unary(unary, let operand) = $0 { [operand] } else { nil } } rebuild: {
        .unary(unary, $0[0])
      }
    case .binary(let binary, _):
      return nested(all) { if case .binary(binary, let operands) = $0 { operands } else { nil } } rebuild: {
        .binary(binary, $0)
      }
    case .conditional:
      return nested(all) {
        if case .conditional(let condition, let then, let otherwise) = $0 { [condition, then, otherwise] } else { nil }
      } rebuild: {
        .conditional($0[0], then: $0[1], otherwise: $0[2])
      }
    case .concatenation:
      return nested(all) { if case .concatenation(let parts) = $0 { parts } else { nil } } rebuild: { .concatenation($0) }
    case .replication(let count, _):
      return nested(all) { if case .replication(count, let part) = $0 { [part] } else { nil } } rebuild: {
        .replication(count, $0[0])
      }
    case .cast(let isSigned, _):
      return nested(all) { if case .cast(isSigned, let operand) = $0 { [operand] } else { nil } } rebuild: {
        .cast(signed: isSigned, $0[0])
      }
    case .signal, .literal, .pattern, .number, .parameter, .loopPart, .loopNumber, .payloadZero: return nil
    }
  }

  private mutating func number(_ all: [Verilog.Expression], width: Int) -> Verilog.Expression? {
    var values: [Int] = []
    for case .literal(let bits, false) in all where bits.width == width && bits.value < 1 << 30 {
      values.append(Int(bits.value))
    }
    guard values.count == all.count, let number = affine(values), number.stride > 0 else { return nil }
    guard allowsAnyNumber || number == Verilog.Affine(base: 0, stride: 1) else { return nil }
    if !numbers.contains(where: { $0.value == number && $0.width == width }) { numbers.append((number, width)) }
    return .loopNumber(number, width: width)
  }

  private mutating func nested(
    _ all: [Verilog.Expression], _ operands: (Verilog.Expression) -> [Verilog.Expression]?,
    rebuild: ([Verilog.Expression]) -> Verilog.Expression
  ) -> Verilog.Expression? {
    let lists = all.compactMap(operands)
    guard lists.count == all.count, lists.allSatisfy({ $0.count == lists[0].count }) else { return nil }
    var result: [Verilog.Expression] = []
    for place in lists[0].indices {
      guard let operand = expression(lists.map { $0[place] }) else { return nil }
      result.append(operand)
    }
    return rebuild(result)
  }

  mutating func target(_ all: [Verilog.Target]) -> Verilog.Target? {
    if all.allSatisfy({ $0 == all[0] }) { return all[0] }
    guard case .part(let signal, let high, let low) = all[0] else { return nil }
    let width = high - low + 1
    var lows: [Int] = []
    for case .part(signal, let high, let low) in all where high - low + 1 == width { lows.append(low) }
    guard lows.count == all.count, let start = affine(lows) else { return nil }
    return .loopPart(signal, start: start, width: width)
  }

  mutating func statements(_ all: [[Verilog.Statement]]) -> [Verilog.Statement]? {
    guard all.allSatisfy({ $0.count == all[0].count }) else { return nil }
    var result: [Verilog.Statement] = []
    for place in all[0].indices {
      guard let statement = statement(all.map { $0[place] }) else { return nil }
      result.append(statement)
    }
    return result
  }

  private mutating func statement(_ all: [Verilog.Statement]) -> Verilog.Statement? {
    switch all[0] {
    case .assign(_, _, let source):
      var targets: [Verilog.Target] = []
      var values: [Verilog.Expression] = []
      for case .assign(let target, let value, _) in all {
        targets.append(target)
        values.append(value)
      }
      guard targets.count == all.count, let target = target(targets), let value = expression(values) else { return nil }
      return .assign(target, value, source: source)
    case .conditional(let branches, _):
      var lists: [[Verilog.Branch]] = []
      var rests: [[Verilog.Statement]] = []
      for case .conditional(let branches, let otherwise) in all {
        lists.append(branches)
        rests.append(otherwise)
      }
      guard lists.count == all.count, lists.allSatisfy({ $0.count == branches.count }) else { return nil }
      var result: [Verilog.Branch] = []
      for place in branches.indices {
        guard let condition = expression(lists.map { $0[place].condition }),
          let body = statements(lists.map { $0[place].body })
        else { return nil }
        result.append(Verilog.Branch(condition: condition, body: body))
      }
      guard let rest = statements(rests) else { return nil }
      return .conditional(result, otherwise: rest)
    case .choice(_, let arms, let defaultBody): return choice(all, arms, defaultBody)
    case .property, .loop: return nil
    }
  }

  private mutating func choice(
    _ all: [Verilog.Statement], _ arms: [Verilog.Arm], _ defaultBody: Verilog.DefaultArm
  ) -> Verilog.Statement? {
    var subjects: [Verilog.Expression] = []
    var lists: [[Verilog.Arm]] = []
    var defaults: [Verilog.DefaultArm] = []
    for case .choice(let subject, let arms, let defaultBody) in all {
      subjects.append(subject)
      lists.append(arms)
      defaults.append(defaultBody)
    }
    guard lists.count == all.count, lists.allSatisfy({ $0.count == arms.count }), let subject = expression(subjects)
    else { return nil }
    var result: [Verilog.Arm] = []
    for place in arms.indices {
      guard lists.allSatisfy({ $0[place].labels == arms[place].labels }), let body = statements(lists.map { $0[place].body })
      else { return nil }
      result.append(Verilog.Arm(labels: arms[place].labels, body: body))
    }
    var rest = defaultBody
    if case .body = defaultBody {
      var bodies: [[Verilog.Statement]] = []
      for case .body(let body) in defaults { bodies.append(body) }
      guard bodies.count == all.count, let body = statements(bodies) else { return nil }
      rest = .body(body)
    } else if !defaults.allSatisfy({ $0 == defaultBody }) {
      return nil
    }
    return .choice(subject, arms: result, defaultBody: rest)
  }
}
