import Hardware

/// A chain of registers: what goes in comes out so many steps later.
///
/// ```waveform
/// cycle     1   2   3   4   5   6   7   8
/// step      ████████████▁▁▁▁████████████████
/// data_in   │10 │11 │12 │13     │14 │15
/// data_out  ············│10     │11 │12 │13
/// ```
public struct ShiftRegister<Payload: Signal>: Module {
  /// Whether the chain moves at the coming edge.
  public let step: Bit
  /// The word that goes in with a step.
  public let dataIn: Payload
  /// The registers, the most recent word first; there only where asked for.
  public let taps: [Payload]?
  /// The word that went in `length` steps ago.
  public let dataOut: Payload

  /// The number of registers.
  public let length: Int

  /// - Parameters:
  ///   - payload: the shape of a word.
  ///   - length: registers, at least 1.
  ///   - tapped: whether every register can be seen, in `taps`.
  public init(_ payload: Payload, length: Int, tapped: Bool = false) {
    precondition(length >= 1, "a shift register of length \(length); the least is 1")
    step = .input()
    dataIn = payload.input()
    dataOut = payload.output()
    taps = tapped ? (0..<length).map { _ in payload.output() } : nil
    self.length = length
  }

  /// `shift_register_`, the bits of a word and the length, and `tapped` if every register can be seen.
  public var moduleName: String { "shift_register_w\(dataIn.bitWidth)_l\(length)\(taps == nil ? "" : "_tapped")" }

  /// The comment above the Verilog module.
  public var documentation: String? { "Delays a word of \(dataIn.bitWidth) bits by \(length) steps." }

  /// Words are only moved, so one module serves all widths; not where the registers can be seen, which are ports each.
  public var widthParameter: WidthParameter? {
    if taps != nil { return nil }
    return WidthParameter(
      of: [("data_in", dataIn), ("data_out", dataOut)], moduleName: "shift_register_l\(length)",
      documentation: "Delays a word by \(length) steps.")
  }

  /// Registers without a reset, all of which move together.
  public var body: [Statement] {
    let stages = (0..<length).map { dataIn.register("stage_\($0)") }
    when(step) {
      for (index, stage) in stages.enumerated() {
        stage <== (index == 0 ? dataIn : stages[index - 1])
      }
    }
    dataOut <== stages[length - 1]
    if let taps { taps <== stages }
  }
}
