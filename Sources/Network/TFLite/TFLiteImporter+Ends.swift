// Networks that are int8 inside and something else at their ends.
extension TFLiteImporter {
  /// Why the network cannot be taken as it is, where the operator turns the network's input into int8 or an int8 tensor
  /// into the network's output.
  func conversion(atAnEnd record: TFLiteOperatorRecord) throws(ReadError) -> ReadError? {
    let quantize = 114
    let dequantize = 6
    guard [quantize, dequantize].contains(record.number), record.inputs.count == 1, record.outputs.count == 1 else {
      return nil
    }
    let (before, after) = (try model.tensor(record.inputs[0]), try model.tensor(record.outputs[0]))
    if model.inputs.contains(before.index), !before.isInt8, after.isInt8 {
      return record.error(
        "it turns the network's \(before.typeName) input into int8: inside, the network is int8",
        "convert it with inference_input_type = tf.int8; the host then quantises the input\(Self.rule(after))")
    }
    if model.outputs.contains(after.index), before.isInt8, !after.isInt8 {
      return record.error(
        "it turns an int8 result into the network's \(after.typeName) output: inside, the network is int8",
        "convert it with inference_output_type = tf.int8; the host then dequantises the output\(Self.rule(before))")
    }
    return nil
  }

  /// The same, of the operator that reads this input and no other does; nil where the input is int8, or is read
  /// otherwise.
  func conversion(ofInput record: TFLiteTensor) throws(ReadError) -> ReadError? {
    guard !record.isInt8 else { return nil }
    for index in 0..<model.operatorCount {
      let operation = try model.operation(index)
      if operation.inputs.contains(record.index) { return try conversion(atAnEnd: operation) }
    }
    return nil
  }

  private static func rule(_ tensor: TFLiteTensor) -> String {
    guard let quantization = try? tensor.quantization() else { return "" }
    return ", with scale \(quantization.scale) and zero point \(quantization.zeroPoint)"
  }
}
