import Hardware
import HardwareLibrary

/// A scratchpad that is filled in order and walked over again and again: the storage of ifmap and filter values.
///
/// It is a buffet (Pellauer et al., ASPLOS 2019) whose reads are sequential. `step` moves on to the next word and
/// `rewind` back to the oldest; words that are not needed again are retired as they are stepped over, so that the
/// next window, or the next pass, fills their places while this one computes.
struct WalkBuffer: Module {
  let fill: Stream<Signed>
  /// A word stands at the walking position.
  let available: Bit
  /// Whether that word is zero; absent unless asked for.
  let isZero: Bit?
  /// Takes the word into `data`.
  let read: Bit
  /// Moves past the word. Only where `available`.
  let step: Bit
  /// With `step`: the word is not needed again. Only where all older words have been retired.
  let retire: Bit
  /// With `step`: the next word is the oldest one that is left.
  let rewind: Bit
  /// The word that was read last.
  let data: Signed

  private let depth: Int
  private let bits: Int
  private let storage: RAM1R1W
  private let zeros: Memory<Bit>?
  private let head, walk, tail: Unsigned
  private let level, ahead: Unsigned

  var documentation: String? {
    "A scratchpad of \(depth) words that is filled in order, walked over repeatedly and retired in order."
  }
  var moduleName: String { "walk_buffer_\(depth)x\(bits)" }

  init(depth: Int, bits: Int, marksZeros: Bool) {
    (self.depth, self.bits) = (depth, bits)
    fill = .input(.bits(bits))
    (available, isZero) = (.output(), marksZeros ? .output() : nil)
    (read, step, retire, rewind) = (.input(), .input(), .input(), .input())
    data = .output(bits)
    storage = RAM1R1W(depth: depth, width: bits)
    zeros = marksZeros ? Memory(depth: depth, of: Bit.shape) : nil
    let pointerBits = Netlist.addressWidth(of: depth)
    (head, walk, tail) = (
      .register(pointerBits, reset: 0), .register(pointerBits, reset: 0), .register(pointerBits, reset: 0)
    )
    let countBits = Netlist.addressWidth(of: depth + 1)
    (level, ahead) = (.register(countBits, reset: 0), .register(countBits, reset: 0))
  }

  var body: [Statement] {
    let push = fill.fires.named("push")
    let drop = (step && retire).named("drop")

    fill.ready <== level .!= Unsigned(depth)
    available <== ahead .!= 0

    when(push) { tail <== successor(tail) }
    storage.writeEnable <== push
    storage.writeAddress <== tail
    storage.writeData <== Unsigned(bitPattern: fill.payload)
    storage.readEnable <== read
    storage.readAddress <== walk
    data <== Signed(bitPattern: storage.readData)

    if let zeros, let isZero {
      when(push) { zeros.write(fill.payload .== 0, at: tail) }
      isZero <== zeros.read("zero_flag", at: walk, latency: .combinational)
    }

    pointers(push: push, drop: drop)
    expectations(drop: drop)
  }

  @StatementBuilder private func pointers(push: Bit, drop: Bit) -> [Statement] {
    let nextHead = mux(drop, successor(head), head).named("next_head")
    // What is held and what lies ahead, each with the word that comes in and without the one that goes.
    let nextLevel = (level &+ Unsigned(push) &- Unsigned(drop)).named("next_level")

    head <== nextHead
    level <== nextLevel
    when(step && rewind) {
      walk <== nextHead
      ahead <== nextLevel
    }
    .otherwise {
      when(step) { walk <== successor(walk) }
      ahead <== ahead &+ Unsigned(push) &- Unsigned(step)
    }
  }

  @StatementBuilder private func expectations(drop: Bit) -> [Statement] {
    when(step) { expect(available, "a step past the last word", name: "step_in_range") }
    when(read) { expect(available, "a read past the last word", name: "read_in_range") }
    when(drop) { expect(head .== walk, "a word is retired before an older one", name: "retires_in_order") }
  }

  private func successor(_ pointer: Unsigned) -> Unsigned {
    mux(pointer .== Unsigned(depth - 1), 0, pointer &+ 1)
  }
}
