import Hardware
import HardwareLibrary

/// A client that reads the global buffer: addresses go in, what stands there comes out in the same order.
///
/// An address may count words or parts of them; then only that part comes out. It is asked for only when its answer has
/// a place, so answers are never held up within the banks. At best one a cycle, three cycles after its address.
struct BufferReader: Module {
  let request: Stream<Unsigned>
  let response: Stream<Unsigned>
  /// Towards the banks: the bank's bit where this client wants it, and what to do there.
  let wants: Unsigned
  let access: BufferAccess
  /// One of the banks carries it out.
  let granted: Bit
  let bankData: [Unsigned]
  /// A word was asked of a bank and will come.
  let reads: Bit

  private let architecture: Architecture
  private let parts: Int
  private let requests: FIFO<Unsigned>
  private let responses: FIFO<Unsigned>

  private static let places = 4

  var documentation: String? { "Reads the global buffer in the order of the addresses." }

  /// - Parameter parts: how many parts of a word are addressed by themselves, a power of two.
  init(_ architecture: Architecture, parts: Int) {
    self.architecture = architecture
    self.parts = parts
    let address = Unsigned.bits(Netlist.addressWidth(of: architecture.bufferWords * parts))
    let word = Unsigned.bits(architecture.bufferWordBits / parts)
    request = .input(address)
    response = .output(word)
    wants = .output(architecture.bufferBanks)
    access = BufferAccess.shape(architecture).output()
    granted = .input()
    bankData = (0..<architecture.bufferBanks).map { _ in .input(architecture.bufferWordBits) }
    reads = .output()
    requests = FIFO(address, depth: 2)
    responses = FIFO(word, depth: Self.places)
  }

  var body: [Statement] {
    let head = requests.output
    let place = BufferPlace(head.payload, parts: parts, architecture)
    let due = Unsigned.register("due", Netlist.addressWidth(of: Self.places + 1), reset: 0)
    let hasPlace = (due .!= Unsigned(Self.places)).named("has_place")
    let goes = (head.valid && hasPlace && (granted || place.isOutside)).named("goes")
    let leaves = response.fires
    let coming = Bit.register("coming", reset: false)
    let bank = place.bank.register("bank")

    requests.input <== request
    head.ready <== hasPlace && (granted || place.isOutside)
    wants <== mux(head.valid && hasPlace, place.bankBits, 0)
    access.address <== place.address
    access.write <== false
    access.data <== Unsigned(0, width: access.data.width)
    access.mask <== Unsigned(0, width: access.mask.width)

    coming <== goes
    when(goes) { bank <== place.bank }
    when(goes && !leaves) { due <== due &+ 1 }
      .elsewhen(!goes && leaves) { due <== due &- 1 }
    responses.input.valid <== coming
    answer(bankData[bank], place.part, when: goes)
    reads <== goes
    response <== responses.output
    expect(!coming || responses.input.ready, "an answer has its place", name: "answer_has_place")
  }

  @StatementBuilder private func answer(_ word: Unsigned, _ part: Unsigned?, when goes: Bit) -> [Statement] {
    if let part {
      let width = architecture.bufferWordBits / parts
      let chosen = part.register("part")
      when(goes) { chosen <== part }
      let named = word.named("word")
      responses.input.payload <== (0..<parts).map { named[$0 * width..<($0 + 1) * width] }[chosen]
    } else {
      responses.input.payload <== word
    }
  }
}
