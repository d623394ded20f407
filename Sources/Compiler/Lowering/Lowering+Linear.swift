import Accelerator
import Mapping
import Network

extension Lowering {
  mutating func convolution(_ operation: Operator, _ layer: LinearLayer) {
    let shape = layer.shape
    guard
      let view = view(
        operation.inputs[0], of: operation, rows: shape.batch * shape.inputHeight, columns: shape.inputWidth,
        channels: shape.inputChannels, adjacentColumns: true)
    else { return }
    let map = FeatureMap(
      rows: shape.batch * shape.outputHeight, columns: shape.outputWidth, channels: shape.outputChannels, architecture)
    let samples = (0..<shape.batch).map {
      LinearWork.Sample(
        input: view.row * ($0 * shape.inputHeight), inputRow: view.row, outputRow: $0 * shape.outputHeight)
    }
    linear(operation, layer, as: shape.single, view.storage, map, samples)
  }

  /// Flattens nothing: a filter as large as the map does the same.
  mutating func fullyConnected(_ operation: Operator, _ layer: LinearLayer) {
    let (batch, inputs, outputs) = (layer.shape.batch, layer.shape.inputChannels, layer.shape.outputChannels)
    guard let storage = result.storageOfTensor[operation.inputs[0]] else { return }
    let map = result.storages[storage].map
    if map.channels == inputs {
      let shape = LayerShape.checked(
        outputs: outputs, inputs: inputs, height: map.rows, width: map.columns, filterHeight: 1, filterWidth: 1)
      let target = FeatureMap(rows: map.rows, columns: map.columns, channels: outputs, architecture)
      let sample = LinearWork.Sample(input: Place(), inputRow: .nextRow, outputRow: 0)
      return linear(operation, layer, as: shape, storage, target, [sample])
    }
    if isLaidOutByHost(storage) { return rowsOfPlaces(operation, layer) }
    let target = FeatureMap(rows: batch, columns: 1, channels: outputs, architecture)
    if map.rows % batch == 0, map.columns <= min(architecture.ifmapScratchpad, architecture.filterScratchpad) {
      return flattening(
        operation, layer, storage, target, rows: map.rows / batch, columns: map.columns, apart: .nextRow)
    }
    // A wide map is taken as a tall one, a place a row.
    if map.rows % batch == 0, map.pitch == map.columns || map.rows == batch {
      let places = map.rows / batch * map.columns
      return flattening(
        operation, layer, storage, target, rows: places, columns: 1, apart: .nextColumn,
        sample: .nextRow * (map.rows / batch))
    }
    rowsOfPlaces(operation, layer)
  }

  /// A fully connected layer whose operand lies as it takes it: a place for each sample.
  private mutating func rowsOfPlaces(_ operation: Operator, _ layer: LinearLayer) {
    let (batch, inputs, outputs) = (layer.shape.batch, layer.shape.inputChannels, layer.shape.outputChannels)
    guard
      let view = view(
        operation.inputs[0], of: operation, rows: 1, columns: batch, channels: inputs, adjacentColumns: true)
    else { return }
    let shape = LayerShape.checked(
      outputs: outputs, inputs: inputs, height: 1, width: batch, filterHeight: 1, filterWidth: 1)
    let sample = LinearWork.Sample(input: Place(), inputRow: view.row, outputRow: 0)
    linear(
      operation, layer, as: shape, view.storage,
      FeatureMap(rows: 1, columns: batch, channels: outputs, architecture), [sample])
  }

  private mutating func flattening(
    _ operation: Operator, _ layer: LinearLayer, _ storage: StorageID, _ target: FeatureMap, rows: Int, columns: Int,
    apart: Place, sample: Place? = nil
  ) {
    let channels = result.storages[storage].map.channels
    let shape = LayerShape.checked(
      outputs: layer.shape.outputChannels, inputs: channels, height: rows, width: columns, filterHeight: rows,
      filterWidth: columns)
    let samples = (0..<layer.shape.batch).map {
      LinearWork.Sample(input: (sample ?? apart * rows) * $0, inputRow: apart, outputRow: $0)
    }
    linear(operation, layer, as: shape, storage, target, samples)
  }

  private mutating func linear(
    _ operation: Operator, _ layer: LinearLayer, as shape: LayerShape, _ input: StorageID, _ map: FeatureMap,
    _ samples: [LinearWork.Sample]
  ) {
    if layer.inputZeroPoint != 0, !architecture.zeroPoint {
      return refuse(operation, "its input's zero point is \(layer.inputZeroPoint); the architecture has zeroPoint off")
    }
    let requantization = layer.requantization
    let channels = (0..<shape.outputChannels).map { channel in
      let multiplier = requantization.multiplier(ofChannel: channel)
      return ChannelConstants(
        bias: Int(layer.bias[channel]), significand: Int(multiplier.significand), shift: multiplier.shift)
    }
    let range = OutputRange(
      zero: requantization.zeroPoint, minimum: Int(requantization.bounds.lowerBound),
      maximum: Int(requantization.bounds.upperBound))
    do {
      let filled = shape.fillingVectors(lanes: architecture.lanes)
      try MappingSearch(architecture, within: .accelerator).check(filled)
      append(
        operation,
        .linear(
          LinearWork(
            layer: filled, productShift: 0,
            weights: layer.weights.elements.map { Int16($0) }, channels: channels,
            inputZero: layer.inputZeroPoint, range: range, input: input, output: define(operation, map),
            samples: samples)))
    } catch {
      refuse(operation, error.description)
    }
  }
}

extension LayerShape {
  /// A layer without padding, strides or groups, of extents that are known to be valid.
  static func checked(
    outputs: Int, inputs: Int, height: Int, width: Int, filterHeight: Int, filterWidth: Int
  ) -> LayerShape {
    try! LayerShape(
      outputChannels: outputs, inputChannels: inputs, inputHeight: height, inputWidth: width,
      filterHeight: filterHeight, filterWidth: filterWidth)
  }
}
