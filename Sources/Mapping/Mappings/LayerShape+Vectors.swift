import Network

extension LayerShape {
  /// One sample.
  public var single: LayerShape {
    replacing(batch: 1, outputChannels: outputChannels, inputChannels: inputChannels, groups: groups)
  }

  /// With so many samples.
  public func batch(of samples: Int) -> LayerShape {
    replacing(batch: samples, outputChannels: outputChannels, inputChannels: inputChannels, groups: groups)
  }

  /// With as many output channels, or groups, as fill whole vectors of the output.
  public func fillingVectors(lanes: Int) -> LayerShape {
    guard groups > 1 else {
      return replacing(
        batch: batch, outputChannels: divided(outputChannels, by: lanes) * lanes, inputChannels: inputChannels,
        groups: 1)
    }
    var groups = self.groups
    while groups * filtersPerGroup % lanes != 0 { groups += 1 }
    return replacing(
      batch: batch, outputChannels: groups * filtersPerGroup, inputChannels: groups * channelsPerGroup, groups: groups)
  }
}
