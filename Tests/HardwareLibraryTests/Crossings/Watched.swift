import Hardware
import HardwareLibrary

private let pixel = ClockedEnds.pixel

/// Whatever word is watched in the order of those that go in: in that place among those that come out it is the same.
struct Watched: Module {
  let input, output: Stream<Unsigned>
  private let fifo: AsynchronousFIFO<Unsigned>?
  private let handshake: HandshakeCrossing<Unsigned>?
  private static let width = 2

  private let isIdle: Bool

  /// - Parameters:
  ///   - depth: of an asynchronous FIFO; nil for a handshake.
  ///   - isIdle: whether it also claims, wrongly, that no second word ever comes out.
  init(depth: Int?, isIdle: Bool = false) {
    self.isIdle = isIdle
    (input, output) = (.input(.bits(Self.width)), .output(.bits(Self.width)))
    fifo = depth.map { AsynchronousFIFO(.bits(Self.width), depth: $0, from: .main, to: pixel) }
    handshake = depth == nil ? HandshakeCrossing(.bits(Self.width), from: .main, to: pixel) : nil
  }

  var moduleName: String { "watched_\(fifo.map { "fifo_\($0.depth)" } ?? "handshake")" }

  var body: [Statement] {
    let taken = Unsigned.register("taken", 4, reset: 0)
    let given = Unsigned.register("given", 4, reset: 0, domain: pixel)
    // Nothing ever changes it, so it is any number, and the proof is for all.
    let place = Unsigned.register("place", 4)
    let word = Unsigned.register("word", Self.width)
    place <== place
    if let fifo {
      fifo.input <== input
      output <== fifo.output
    }
    if let handshake {
      handshake.input <== input
      output <== handshake.output
    }
    when(input.fires) {
      taken <== taken &+ 1
      when(taken .== place) { word <== input.payload }
    }
    when(output.fires) { given <== given &+ 1 }
    expect(
      !output.valid || given .!= place || output.payload .== word, "what comes out is what went in", name: "order",
      domain: pixel)
    expect(!output.valid || given .!= taken, "no more comes out than went in", name: "number", domain: pixel)
    if isIdle { expect(!output.valid || given .!= 1, "no second word comes out", name: "idle", domain: pixel) }
  }
}
