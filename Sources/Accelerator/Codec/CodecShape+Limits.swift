import Hardware

extension CodecShape {
  /// Whether a compressed chunk's code can have so many beats: from 1 up to what activations without any zero take
  /// (`ChunkCodec.mostCodeBytes` says why that is the most).
  ///
  /// - Parameters:
  ///   - beats: 32 bits.
  ///   - lastWord: words of the chunk, less one.
  func isPossible(beats: Unsigned, lastWord: Unsigned, isRunLength: Bit) -> Bit {
    // Numbers of beats that do not fit in these bits are more than four times the raw size.
    let last = (beats &- 1).truncated(to: beatCountBits)
    let isSmall = beats .!= 0 && beats[beatCountBits..<beats.width] .== 0
    let words = lastWord + 1
    // As many pairs as activations, so the last code words begin before the activations end.
    let activations = words << (wordBits / storageBits).trailingZeroBitCount
    let fitsRuns = (last >> (beatsPerCodeWord - 1)) * Unsigned(pairsPerTransfer) .< activations
    // All activations, and the masks.
    let groupBits = groupSize.trailingZeroBitCount
    let groups = (activations + Unsigned(groupSize - 1)) >> groupBits
    let masksPerBeat = beatBits / groupSize
    let maskBeats = (groups + Unsigned(masksPerBeat - 1)) >> masksPerBeat.trailingZeroBitCount
    let fitsUnits = last .< (words << (wordBits / beatBits).trailingZeroBitCount) + maskBeats
    return isSmall && mux(isRunLength, fitsRuns, fitsUnits)
  }
}
