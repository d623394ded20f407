import Accelerator
import Mapping

extension Emitter {
  /// Copies a part of a map between DRAM and the buffer, all that has room there unless told otherwise.
  mutating func transfer(
    _ resident: ResidentMap, _ storage: StorageID, only region: MapRegion? = nil, isLoad: Bool
  ) {
    guard let place = memory[storage] else { preconditionFailure("\(network.storages[storage].name) is not in DRAM") }
    let zeroPoint = network.storages[storage].zeroPoint
    let layout = TransferLayout(place, resident, region ?? resident.room)
    let accesses = [
      Access(space: .memory, range: layout.memory, writes: !isLoad),
      Access(space: .buffer, range: resident.words, writes: isLoad),
    ]
    for command in layout.commands {
      set(isLoad ? .loadMemory : .storeMemory, command.memory)
      set(isLoad ? .loadMemoryStride : .storeMemoryStride, command.memoryStride)
      set(isLoad ? .loadBuffer : .storeBuffer, command.buffer)
      set(isLoad ? .loadBufferStride : .storeBufferStride, command.bufferStride)
      set(isLoad ? .loadLastWord : .storeLastWord, command.words - 1)
      set(isLoad ? .loadLastChunk : .storeLastChunk, command.chunks - 1)
      let format = place.compression?.format.registerValue ?? FeatureMapFormat.raw.rawValue
      set(isLoad ? .loadFormat : .storeFormat, format)
      if place.compression != nil { set(isLoad ? .loadZero : .storeZero, zeroPoint) }
      if place.compression != nil, !isLoad {
        set(.storeLastRowWord, resident.map.rowWords - 1)
        set(.storeLastRowVector, (resident.map.columns - 1) % resident.map.vectorsPerWord)
      }
      if isLoad { writer.load(accesses) } else { writer.store(accesses) }
    }
  }

  private mutating func set(_ register: ProgramRegister, _ value: Int) { writer.set(register, value) }

  /// Fills an entry of the channel tables.
  ///
  /// - Parameters:
  ///   - owner: the channel that it belongs to, if it is one's alone.
  ///   - kinds: in which of the constants channels differ.
  mutating func set(
    _ constants: ChannelConstants, entry: Int, of owner: ChannelOwner? = nil, _ kinds: ChannelConstantKinds = []
  ) {
    func ownerOf(_ kind: ChannelConstantKinds) -> ChannelOwner? { kinds.contains(kind) ? owner : nil }
    writer.set(channel: .bias, entry, constants.bias, of: ownerOf(.bias))
    writer.set(channel: .significand, entry, constants.significand, of: ownerOf(.significand))
    writer.set(channel: .shift, entry, constants.shift, of: ownerOf(.shift))
  }

  mutating func set(_ range: OutputRange) {
    writer.set(.outputZero, range.zero)
    writer.set(.outputMinimum, range.minimum)
    writer.set(.outputMaximum, range.maximum)
  }
}
