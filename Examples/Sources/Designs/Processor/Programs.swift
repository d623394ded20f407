/// Programs for the processor.
public enum Programs {
  /// Gives the Fibonacci numbers 1, 2, 3 up to 233, the last one of eight bits.
  public static let fibonacci: [Int] = {
    let (older, newer, sum, count, one) = (0, 1, 2, 3, 4)
    let start: [(Opcode, Int)] = [
      (.set, 0), (.store, older), (.set, 1), (.store, newer), (.store, one), (.set, 12), (.store, count),
    ]
    let loop: [(Opcode, Int)] = [
      (.load, older), (.add, newer), (.store, sum), (.output, 0), (.load, newer), (.store, older), (.load, sum),
      (.store, newer), (.load, count), (.subtract, one), (.store, count), (.branchIfNotZero, start.count), (.halt, 0),
    ]
    return (start + loop).map(Processor.word)
  }()
}
