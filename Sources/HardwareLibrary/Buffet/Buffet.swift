import Hardware

/// A storage that is filled at one end, read and updated anywhere, and let go at the other end, so that it synchronises
/// producer and consumer by itself (Pellauer et al., "Buffets", ASPLOS 2019).
///
/// - **fill** appends words, as long as there is room.
/// - **command** reads the word at an offset from the oldest one, and waits until it has been filled; then lets words
///   go from the oldest one on, and waits until they have been filled and no update is outstanding. A read that lets its
///   word go makes it a FIFO, at one word a cycle.
/// - **data** gives the words that were read, in order, each at the earliest one cycle after its command.
/// - **update** writes a word that was read with `willUpdate`; until then, reads of that word wait. Updates come before
///   fills at the one write port.
/// - **credits** hands the room to whoever fills: at first the whole depth, then what was let go. A filler that spends
///   them never waits for room.
///
/// Any depth from 1; the words live in a `RAM1R1W`. `ready` of the commands depends within the cycle on the command and
/// on `data.ready`, and `fill.ready` on `update.valid`; the rest comes from registers.
///
/// ```waveform
/// cycle                        1   2   3   4   5   6   7   8   9   10
/// fill_valid                   ████████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
/// fill_ready                   ████████████████████▁▁▁▁████████████████
/// fill_payload                 │10 │11 ································
/// command_valid                ████████████████████████████▁▁▁▁▁▁▁▁▁▁▁▁
/// command_ready                ▁▁▁▁▁▁▁▁████████▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁▁▁▁▁
/// command_payload_read         │1                          ············
/// command_payload_offset       │1          │0  │1          ············
/// command_payload_will_update  │1          │0              ············
/// command_payload_shrink       │0              │2          ············
/// data_valid                   ▁▁▁▁▁▁▁▁▁▁▁▁████████▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁
/// data_ready                   ████████████████████████████████████████
/// data_payload                 ············│11 │10 ········│99 ········
/// update_valid                 ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
/// update_payload_offset        ····················│1  ················
/// update_payload_word          ····················│99 ················
/// ```
public struct Buffet<Word: Signal>: Module {
  /// Words that are appended behind the newest one; waits while the buffet is full.
  public let fill: Stream<Word>
  /// Reads and releases, in their order; see ``BuffetCommand``.
  public let command: Stream<BuffetCommand>
  /// The words that were read, in the order of the commands.
  public let data: Stream<Word>
  /// There only where the buffet takes updates.
  public let update: Stream<BuffetUpdate<Word>>?
  /// There only where asked for.
  public let credits: Stream<Unsigned>?

  /// Words that it holds.
  public let depth: Int
  /// Words that may be read for update before the first of their updates comes.
  public let outstandingUpdates: Int
  let ram: RAM1R1W

  /// - Parameters:
  ///   - word: the shape of a word.
  ///   - depth: words that it holds, at least 1.
  ///   - outstandingUpdates: how many words may be read for update before the first of their updates comes; 0 for a
  ///     buffet without updates.
  ///   - credited: whether it has a `credits` output.
  public init(_ word: Word, depth: Int, outstandingUpdates: Int = 0, credited: Bool = false) {
    precondition(depth >= 1, "a buffet of depth \(depth); the least is 1")
    precondition(outstandingUpdates >= 0, "a buffet with \(outstandingUpdates) outstanding updates; the least is 0")
    self.depth = depth
    self.outstandingUpdates = outstandingUpdates
    fill = .input(word)
    command = .input(.shape(depth: depth, updates: outstandingUpdates > 0))
    data = .output(word)
    update = outstandingUpdates > 0 ? .input(.shape(word, depth: depth)) : nil
    credits = credited ? .output(.bits(Netlist.addressWidth(of: depth + 1))) : nil
    ram = RAM1R1W(depth: depth, width: word.bitWidth)
  }

  /// `buffet_`, the bits of a word and the depth; then the outstanding updates and `credited`, if it has them.
  public var moduleName: String {
    "buffet_w\(fill.payload.bitWidth)_d\(depth)" + (update == nil ? "" : "_u\(outstandingUpdates)")
      + (credits == nil ? "" : "_credited")
  }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "A buffet of \(depth) words of \(fill.payload.bitWidth) bits: filled in order, read at an offset from\n"
      + "the oldest word, let go from the oldest on."
  }

  /// Two pointers and a count around a `RAM1R1W`, and a lock for each update that may be outstanding.
  public var body: [Statement] {
    let state = BuffetState(depth: depth)
    let locks = BuffetLocks(count: outstandingUpdates, addressWidth: ram.readAddress.width)
    let address = state.head.advanced(by: command.payload.offset, modulo: depth).named("read_address")
    let updateAddress = update.map {
      state.head.advanced(by: $0.payload.offset, modulo: depth).named("update_address")
    }
    let reads = (command.fires && command.payload.read).named("reads")
    let released = mux(command.fires, command.payload.shrink, 0).named("released")

    command.ready <== mayRead(state, locks, address) && mayShrink(state, locks)
    move(state, released: released)
    readWords(state, reads, at: address)
    writeWords(state, updateAddress: updateAddress)
    if let update, let updateAddress, let willUpdate = command.payload.willUpdate {
      locks.unlock(updateAddress, when: update.fires)
      locks.lock(address, when: reads && willUpdate)
    }
    if let credits { returnCredits(credits, held: state.held, released: released) }
    rules(state, locks, updateAddress: updateAddress)
  }

  // A command that does not read has no reason to wait for a word.
  private func mayRead(_ state: BuffetState, _ locks: BuffetLocks, _ address: Unsigned) -> Bit {
    let isThere = command.payload.offset .< state.held
    let isFree = !state.dataValid || data.ready
    let isLocked = locks.block(readOf: address, forUpdate: command.payload.willUpdate).named("read_locked")
    return (!command.payload.read || (isThere && isFree && !isLocked)).named("may_read")
  }

  private func mayShrink(_ state: BuffetState, _ locks: BuffetLocks) -> Bit {
    let areThere = command.payload.shrink .<= state.held
    return (command.payload.shrink .== 0 || (areThere && !locks.any)).named("may_shrink")
  }

  @StatementBuilder private func move(_ state: BuffetState, released: Unsigned) -> [Statement] {
    when(fill.fires) { state.tail <== state.tail.successor(modulo: depth) }
    state.head <== state.head.advanced(by: released, modulo: depth)
    state.held <== state.held &- released &+ Unsigned(fill.fires)
  }

  @StatementBuilder private func readWords(_ state: BuffetState, _ reads: Bit, at address: Unsigned) -> [Statement] {
    when(reads) { state.dataValid <== true }
      .elsewhen(data.ready) { state.dataValid <== false }
    ram.readEnable <== reads
    ram.readAddress <== address
    data.valid <== state.dataValid
    data.payload <== data.payload.unpacked(from: ram.readData)
  }

  @StatementBuilder private func writeWords(_ state: BuffetState, updateAddress: Unsigned?) -> [Statement] {
    let room = (state.held .!= Unsigned(depth)).named("room")
    if let update, let updateAddress {
      update.ready <== true
      fill.ready <== room && !update.valid
      ram.writeEnable <== update.valid || fill.fires
      ram.writeAddress <== mux(update.valid, updateAddress, state.tail)
      ram.writeData <== mux(update.valid, update.payload.word.packed, fill.payload.packed)
    } else {
      fill.ready <== room
      ram.writeEnable <== fill.fires
      ram.writeAddress <== state.tail
      ram.writeData <== fill.payload.packed
    }
  }
}
