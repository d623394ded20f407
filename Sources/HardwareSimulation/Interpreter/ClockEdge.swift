/// What rising clocks do to the storage.
///
/// Memory reads are set aside first, then memories are written, then registers change, last the read data: so each
/// looks at what was there before the edge.
extension Machine {
  func raiseClocks(_ domains: [Int], of program: Program) {
    for domain in domains { stageReads(program.edges[domain].reads, clocked: domains) }
    for domain in domains { for write in program.edges[domain].writes { perform(write) } }
    for domain in domains {
      updateRegisters(program.edges[domain], inReset: storage[Int(program.resets[domain].offset)] != 0)
    }
    for domain in domains { finishReads(program.edges[domain].reads) }
  }

  private func stageReads(_ reads: [Program.RegisteredRead], clocked: [Int]) {
    for read in reads {
      let staging = WideValue(read.stagingSlot, storage)
      guard storage[Int(read.enable)] != 0 else {
        staging.copy(from: WideValue(read.target, storage))
        continue
      }
      let row = WideValue(read.address, storage).clamped(to: read.memory.depth)
      guard row < read.memory.depth else {
        staging.clear()
        continue
      }
      let word = WideValue(read.memory.row(row), storage)
      // Nothing may rely on a word that is being written: its complement brings out who does.
      if read.clashes.contains(where: { clocked.contains($0.domain) && writes($0, row: row) }) {
        staging.complement(word)
      } else {
        staging.copy(from: word)
      }
    }
  }

  private func finishReads(_ reads: [Program.RegisteredRead]) {
    for read in reads { WideValue(read.target, storage).copy(from: WideValue(read.stagingSlot, storage)) }
  }

  private func writes(_ write: Program.MemoryWrite, row: Int) -> Bool {
    storage[Int(write.enable)] != 0 && WideValue(write.address, storage).clamped(to: write.memory.depth) == row
  }

  private func perform(_ write: Program.MemoryWrite) {
    guard storage[Int(write.enable)] != 0 else { return }
    let row = WideValue(write.address, storage).clamped(to: write.memory.depth)
    guard row < write.memory.depth else { return }
    let word = WideValue(write.memory.row(row), storage)
    let data = WideValue(write.data, storage)
    guard let mask = write.mask else { return word.copy(from: data) }
    let lanes = WideValue(mask, storage)
    let laneWidth = word.width / lanes.width
    for lane in 0..<lanes.width where lanes.bit(lane) == 1 {
      for bit in lane * laneWidth..<(lane + 1) * laneWidth { word.set(bit, to: data.bit(bit)) }
    }
  }

  /// Gives the registers of all domains whose resets are active their reset values, whatever the clocks do.
  func applyResets(of program: Program) {
    for (edge, reset) in zip(program.edges, program.resets) where storage[Int(reset.offset)] != 0 {
      for update in edge.resetRegisters + edge.wideRegisters {
        guard let value = update.resetValue else { continue }
        WideValue(update.target, storage)
          .copy(from: WideValue(Slot(offset: value, width: update.target.width), storage))
      }
    }
  }

  private func updateRegisters(_ edge: Program.Edge, inReset: Bool) {
    edge.plainRegisters.withUnsafeBufferPointer { updates in
      for update in updates { storage[Int(update.target.offset)] = storage[Int(update.next)] }
    }
    edge.resetRegisters.withUnsafeBufferPointer { updates in
      for update in updates {
        let source = inReset ? update.resetValue ?? update.next : update.next
        storage[Int(update.target.offset)] = storage[Int(source)]
      }
    }
    for update in edge.wideRegisters {
      let source = inReset ? update.resetValue ?? update.next : update.next
      WideValue(update.target, storage)
        .copy(from: WideValue(Slot(offset: source, width: update.target.width), storage))
    }
  }
}

extension WideValue {
  fileprivate func set(_ index: Int, to value: UInt64) {
    let place = UInt64(index & 63)
    words[index >> 6] = words[index >> 6] & ~(1 &<< place) | value &<< place
  }
}

extension Program.RegisteredRead {
  fileprivate var stagingSlot: Slot { Slot(offset: staging, width: target.width) }
}

extension Program.FlatMemory {
  fileprivate func row(_ index: Int) -> Slot {
    Slot(offset: base, width: width).row(index)
  }
}
