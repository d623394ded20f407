import Network

extension LayerShape {
  /// One sample.
  public var single: LayerShape {
    with(batch: 1, outputChannels: outputChannels, inputChannels: inputChannels, groups: groups)
  }

  /// With so many samples.
  public func batch(of samples: Int) -> LayerShape {
    with(batch: samples, outputChannels: outputChannels, inputChannels: inputChannels, groups: groups)
  }

  /// With as many output channels, or groups, as fill whole vectors of the output.
  public func fillingVectors(lanes: Int) -> LayerShape {
    guard groups > 1 else {
      return with(
        batch: batch, outputChannels: divided(outputChannels, by: lanes) * lanes, inputChannels: inputChannels,
        groups: 1)
    }
    var groups = self.groups
    while groups * filtersPerGroup % lanes != 0 { groups += 1 }
    return with(
      batch: batch, outputChannels: groups * filtersPerGroup, inputChannels: groups * channelsPerGroup, groups: groups)
  }

  private func with(batch: Int, outputChannels: Int, inputChannels: Int, groups: Int) -> LayerShape {
    // What differs from a valid shape are counts that are valid as well.
    try! LayerShape(
      batch: batch, outputChannels: outputChannels, inputChannels: inputChannels, inputHeight: inputHeight,
      inputWidth: inputWidth, filterHeight: filterHeight, filterWidth: filterWidth, stride: stride,
      dilation: dilation, padding: padding, groups: groups)
  }
}
