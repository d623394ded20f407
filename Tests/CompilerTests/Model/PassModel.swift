import Accelerator
import Golden
import Network

/// A pass: delivery by the tables, what the PEs compute of what carries their tags, and where it goes.
struct PassModel {
  let model: ProgramModel
  let stamp: Stamp
  private let architecture: Architecture
  private let psumStamp: Stamp

  init(_ model: ProgramModel, _ stamp: Stamp) {
    (self.model, self.stamp) = (model, stamp)
    architecture = model.architecture
    psumStamp = Stamp(engine: stamp.engine, index: stamp.index, done: stamp.done, isPsum: true)
  }

  func run() throws {
    let ifmap = try deliveredIfmap()
    let filter = try deliveredWeights()
    var outputs = try columns(ifmap, filter)
    try enter(&outputs)
    try collect(outputs)
  }

  private struct Target {
    let rowTag, columnTag: Int
    let values: [Int32]
  }

  private func count(_ last: ProgramRegister) -> Int { model.unsigned(last) + 1 }

  // MARK: Delivery

  private func deliveredIfmap() throws -> [Target] {
    let lanes = architecture.lanes
    let lastLane = model.unsigned(.ifmapLastLane)
    let groups = lastLane / architecture.ifmapBusWords + 1
    let (rows, columns, vectors) = (
      model.unsigned(.ifmapRows), model.unsigned(.ifmapColumns), model.unsigned(.ifmapVectors)
    )
    let (base, rowPitch, vectorPitch) = (
      model.unsigned(.ifmapBase), model.unsigned(.ifmapRowPitch), model.unsigned(.ifmapVectorPitch)
    )
    let zero = Int32(model.signed(.ifmapZero))
    let (samples, strips, outers, inners, windowVectors) = (
      count(.lastSample), count(.lastStrip), count(.ifmapLastOuter), count(.ifmapLastInner), count(.ifmapLastVector)
    )
    return try (0..<count(.ifmapLastTarget)).map { index in
      let tag = model.entry(.ifmapTarget, index)
      let place = model.entry(.ifmapPlace, index)
      let channel = (model.unsigned(.ifmapFirstChannel) + place >> 16) & 0xFFFF
      let firstLane = channel % lanes
      guard firstLane + lastLane < lanes else { throw ProgramFault("channels of target \(index) lie in two vectors") }
      var values: [Int32] = []
      values.reserveCapacity(samples * strips * outers * inners * windowVectors * (lastLane + 1))
      for (sample, strip) in (0..<samples).flatMap({ sample in (0..<strips).map { (sample, $0) } }) {
        let base = base + sample * model.unsigned(.ifmapSamplePitch)
        let row = (model.unsigned(.ifmapFirstRow) + strip * model.unsigned(.ifmapStripRows) + place) & 0xFFFF
        for outer in 0..<outers {
          for inner in 0..<inners {
            // As in the hardware, places wrap: what is negative comes behind all others.
            let column =
              (model.unsigned(.ifmapFirstColumn) + outer * model.unsigned(.ifmapOuterStep)
                + inner * model.unsigned(.ifmapInnerStep)) & 0xFFFF
            for windowVector in 0..<windowVectors {
              let vector = channel / lanes + windowVector
              model.counts[.ifmapGroups] += groups
              model.counts[.ifmapWords] += lastLane + 1
              guard row < rows, column < columns, vector < vectors else {
                for _ in 0...lastLane { values.append(zero) }
                continue
              }
              model.counts[.ifmapReads] += groups
              let bytes = try model.vector(base + vector * vectorPitch + row * rowPitch + column, stamp)
              for lane in firstLane...firstLane + lastLane { values.append(Int32(model.lane(bytes, lane))) }
            }
          }
        }
      }
      return Target(rowTag: tag & 0xFF, columnTag: tag >> 8 & 0xFF, values: values)
    }
  }

  private func deliveredWeights() throws -> [Target] {
    let (targets, groups, width) = (count(.filterLastTarget), count(.filterLastGroup), architecture.filterBusWords)
    let size = architecture.weightStorageBits / 8
    let start = model.unsigned(.filterMemory)
    let length = targets * groups * width * size
    guard start % architecture.beatBytes == 0,
      length.roundedUp(architecture.beatBytes) == count(.filterLastBeat) * architecture.beatBytes
    else { throw ProgramFault("weights of \(length) bytes at \(start) in \(count(.filterLastBeat)) beats") }
    let bytes = try model.memory.read(start, count(.filterLastBeat) * architecture.beatBytes, stamp)
    var values = [[Int32]](repeating: [], count: targets)
    model.counts[.filterBeats] += count(.filterLastBeat)
    model.counts[.filterGroups] += targets * groups
    for group in 0..<groups {
      let words = group == groups - 1 ? model.unsigned(.filterLastIndex) + 1 : width
      for target in 0..<targets {
        model.counts[.filterWords] += words
        for word in 0..<words {
          let offset = ((group * targets + target) * width + word) * size
          let value = size == 1 ? Int(bytes[offset]) : Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
          values[target].append(Int32(value.wrapped(architecture.weightBits)))
        }
      }
    }
    return (0..<targets).map { index in
      let tag = model.entry(.filterTarget, index)
      return Target(rowTag: tag & 0xFF, columnTag: tag >> 8 & 0xFF, values: values[index])
    }
  }

  // MARK: The array

  private struct Element {
    let word: PEWord
    /// Of ifmap, filter and psum network.
    let rowTags: [Int]
  }

  private func element(_ row: Int, _ column: Int) -> Element? {
    guard let word = model.configuration[row << 12 | column],
      let tags = model.configuration[row << 12 | architecture.columns]
    else { return nil }
    let bits = architecture.columnTagBits
    let mask = UInt32(1 << bits - 1)
    let rowMask = UInt32(1 << architecture.rowTagBits - 1)
    return Element(
      word: PEWord(
        ifmapTag: Int(word & mask), filterTag: Int(word >> bits & mask), psumTag: Int(word >> (2 * bits) & mask),
        psumSource: PsumSource(rawValue: Int(word >> (3 * bits) & 3))!, toNetwork: word >> (3 * bits + 2) & 1 == 1),
      rowTags: (0..<3).map { Int(tags >> ($0 * architecture.rowTagBits) & rowMask) })
  }

  /// What carries a PE's tags; nil if nothing does.
  private func taken(_ targets: [Target], _ rowTag: Int, _ columnTag: Int) throws -> [Int32]? {
    let mine = targets.filter { $0.rowTag == rowTag && $0.columnTag == columnTag }
    guard mine.count <= 1 else { throw ProgramFault("two targets have the tag (\(rowTag), \(columnTag))") }
    return mine.first?.values
  }

  /// The psums that leave each PE for the network, by row and column of the array; those above one another added.
  private func columns(_ ifmap: [Target], _ filter: [Target]) throws -> [[Int]] {
    var outputs = [[Int]](repeating: [], count: architecture.rows * architecture.columns)
    for column in 0..<architecture.columns {
      var climbing: [Int] = []
      for row in (0..<architecture.rows).reversed() {
        guard let element = element(row, column) else { throw ProgramFault("PE (\(row), \(column)) has no word") }
        let values = try taken(ifmap, element.rowTags[0], element.word.ifmapTag)
        let weights = try taken(filter, element.rowTags[1], element.word.filterTag)
        guard let values, let weights else {
          guard values == nil, weights == nil else { throw ProgramFault("PE (\(row), \(column)) waits forever") }
          continue
        }
        var own = try products(values, weights)
        if element.word.psumSource == .neighbour {
          guard climbing.count == own.count else { throw ProgramFault("PE (\(row), \(column)) has nobody below") }
          for index in own.indices { own[index] += climbing[index] }
        }
        climbing = own
        model.counts[element.word.toNetwork ? .psumOutputWords : .psumsClimbed] += own.count
        if element.word.toNetwork { outputs[row * architecture.columns + column] = own }
      }
    }
    return outputs
  }

  private func products(_ values: [Int32], _ weights: [Int32]) throws -> [Int] {
    let (p, window, slide) = (
      model.configured(.lastFilter) + 1, model.configured(.lastWindow) + 1, model.configured(.slide)
    )
    let (columns, rows, span) = (
      model.configured(.lastColumn) + 1, model.configured(.lastRow) + 1, model.configured(.lastSpan) + 1
    )
    let zero = architecture.zeroPoint ? model.configured(.zeroPoint).wrapped(architecture.activationBits) : 0
    let shift = architecture.productShift ? model.configured(.productShift) : 0
    let rowLength = (columns - 1) * slide + window
    guard weights.count == p * window, values.count == rowLength * rows else {
      throw ProgramFault(
        "a PE gets \(values.count) values and \(weights.count) weights, and needs \(rowLength * rows) and \(p * window)"
      )
    }
    guard window <= architecture.ifmapScratchpad, p * window <= architecture.filterScratchpad,
      p * span <= architecture.psumScratchpad
    else { throw ProgramFault("the scratchpads are too small for p of \(p) and a window of \(window)") }
    model.counts[.ifmapScratchpadWrites] += values.count
    model.counts[.filterScratchpadWrites] += weights.count
    var (used, inner) = (0, 0)
    var psums = [Int](repeating: 0, count: rows * columns * p * span)
    values.withUnsafeBufferPointer { values in
      weights.withUnsafeBufferPointer { weights in
        psums.withUnsafeMutableBufferPointer { psums in
          var output = 0
          var row = 0
          while row < rows {
            var column = 0
            while column < columns {
              let start = row * rowLength + column * slide
              var k = 0
              while k < window {
                let value = Int(values[start + k]) &- zero
                let first = output + k % span * p
                if value != 0 {
                  used += 1
                  if k >= span, k < window - span { inner += 1 }
                  var m = 0
                  while m < p {
                    psums[first + m] &+= (value &* Int(weights[k * p + m])) >> shift
                    m += 1
                  }
                }
                k += 1
              }
              output += p * span
              column += 1
            }
            row += 1
          }
        }
      }
    }
    model.counts[.ifmapScratchpadReads] += used
    model.counts[.macsDone] += used * p
    model.counts[.macsGated] += (rows * columns * window - used) * p
    if window > span { model.counts[.psumScratchpadWrites] += (rows * columns * span + inner) * p }
    return psums
  }

  // MARK: Psums

  /// Where a group of psums stands in the output.
  private struct GroupPlace {
    let sample, strip, column, group: Int
  }

  /// Calls back for each group: its target's entry, its PE, where it begins in the PE's psums, and how many it holds.
  private func groups(_ body: (_ place: GroupPlace, _ target: Int, Range<Int>) throws -> Void) rethrows {
    let (groups, width, targets) = (count(.psumLastGroup), architecture.psumBusWords, count(.psumLastTarget))
    let length = (groups - 1) * width + model.unsigned(.psumLastIndex) + 1
    let strips = count(.lastStrip)
    for row in 0..<count(.lastSample) * strips {
      for column in 0..<count(.psumLastColumn) {
        let start = (row * count(.psumLastColumn) + column) * length
        for group in 0..<groups {
          let range = start + group * width..<start + min(length, (group + 1) * width)
          let place = GroupPlace(sample: row / strips, strip: row % strips, column: column, group: group)
          for target in 0..<targets { try body(place, target, range) }
        }
      }
    }
  }

  /// Adds the psums that enter at the bottom of the columns.
  private func enter(_ outputs: inout [[Int]]) throws {
    let enters = model.unsigned(.psumEnters) == 1
    let fromBuffer = model.unsigned(.passMode) & 1 == 1
    try checkEntries(enters)
    if enters {
      groups { _, _, range in
        model.counts[.psumInputGroups] += 1
        model.counts[.psumInputWords] += range.count
      }
    }
    guard enters, fromBuffer else { return }
    var index = 0
    let bytes = architecture.psumStorageBits / 8
    try groups { _, target, range in
      model.counts[.psumReads] += 1
      let word = psumWord(model.unsigned(.psumInput), index)
      guard model.waitingPsums.first == word else { throw ProgramFault("psums at word \(word) are not the next ones") }
      model.waitingPsums.removeFirst()
      let source = try model.buffer.read(word * architecture.wordBytes, range.count * bytes, psumStamp)
      let place = entry(target)
      for (index, psum) in range.enumerated() {
        var value = 0
        for byte in (0..<bytes).reversed() { value = value << 8 | Int(source[index * bytes + byte]) }
        outputs[place][psum] += value.wrapped(architecture.psumBits)
      }
      index += 1
    }
  }

  /// Where in the buffer a group of psums of a pass lies.
  private func psumWord(_ base: Int, _ index: Int) -> Int {
    index % 2 == 0 ? base + index / 2 : base + index / 2 + model.unsigned(.psumPitch)
  }

  /// Where a column's psums leave.
  private func entry(_ target: Int) -> Int {
    let column = model.entry(.column, target)
    return (column >> 16 & 0xFF) * architecture.columns + (column >> 24 & 0xFF)
  }

  /// Psums must enter exactly where a bottom PE waits for them, and climb to the PE where they leave.
  private func checkEntries(_ enters: Bool) throws {
    for target in 0..<count(.psumLastTarget) {
      let column = model.entry(.column, target)
      let (top, place) = (column >> 16 & 0xFF, column >> 24 & 0xFF)
      guard element(top, place)?.word.toNetwork == true else { throw ProgramFault("column \(target) leaves nowhere") }
      var bottom = top
      while let word = element(bottom, place)?.word, word.psumSource == .neighbour { bottom += 1 }
      guard let element = element(bottom, place), (element.word.psumSource == .network) == enters else {
        throw ProgramFault("the bottom PE of column \(target) expects psums from elsewhere")
      }
      guard !enters || (element.rowTags[2] == column & 0xFF && element.word.psumTag == column >> 8 & 0xFF) else {
        throw ProgramFault("psums of column \(target) carry another PE's tag")
      }
    }
  }

  private func collect(_ outputs: [[Int]]) throws {
    let isResult = model.unsigned(.passMode) & 2 == 2
    var index = 0
    var taken = 0
    try groups { place, target, range in
      model.counts[.psumOutputGroups] += 1
      model.counts[isResult ? .ofmapWrites : .psumWrites] += 1
      let psums = outputs[entry(target)]
      guard range.upperBound <= psums.count else { throw ProgramFault("column \(target) has no psums left") }
      taken += range.count
      let words = range.map { psums[$0].wrapped(architecture.psumBits) }
      if isResult {
        try result(words, place, target)
      } else {
        let word = psumWord(model.unsigned(.psumOutput), index)
        try store(words, at: word)
        model.waitingPsums.append(word)
        index += 1
      }
    }
    guard taken == outputs.reduce(0, { $0 + $1.count }) else { throw ProgramFault("psums are left in the array") }
  }

  private func store(_ words: [Int], at word: Int) throws {
    let size = architecture.psumStorageBits / 8
    let bytes = words.flatMap { value in (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    try bytes.withUnsafeBufferPointer {
      try model.buffer.write(word * architecture.wordBytes, $0.baseAddress!, bytes.count, psumStamp)
    }
  }

  private func result(_ words: [Int], _ group: GroupPlace, _ target: Int) throws {
    let lanes = architecture.lanes
    let place = model.entry(.columnPlace, target)
    let row = (model.unsigned(.ofmapFirstRow) + group.strip * model.unsigned(.ofmapStripRows) + place) & 0xFFFF
    let channel = (model.unsigned(.ofmapFirstChannel) + place >> 16 + group.group * architecture.psumBusWords) & 0xFFFF
    let vector = channel / lanes
    guard row < model.unsigned(.ofmapRows), vector < model.unsigned(.ofmapVectors) else { return }
    guard channel % lanes + words.count <= lanes else { throw ProgramFault("results lie in two vectors") }
    let address =
      model.unsigned(.ofmapBase) + group.sample * model.unsigned(.ofmapSamplePitch)
      + vector * model.unsigned(.ofmapVectorPitch) + row * model.unsigned(.ofmapRowPitch) + group.column
    let entry = (model.signed(.channelBase) + vector) * lanes + channel % lanes
    guard entry >= 0, entry + words.count <= architecture.channelTable else {
      throw ProgramFault("the channel tables have no entry \(entry)")
    }
    let values = words.enumerated().map { index, psum in
      let sum = Int32(truncatingIfNeeded: psum + Int(Int32(bitPattern: UInt32(model.entry(.bias, entry + index)))))
      return model.clamped(model.signed(.outputZero) + Int(requantize(sum, by: model.multiplier(entry + index))))
    }
    try model.write(values, vector: address, firstLane: channel % lanes, stamp)
  }
}

extension ProgramModel {
  func multiplier(_ channel: Int) -> QuantizedMultiplier {
    QuantizedMultiplier(
      significand: Int32(entry(.significand, channel)), shift: entry(.shift, channel).wrapped(6))
  }

  func clamped(_ value: Int) -> Int { min(max(value, signed(.outputMinimum)), signed(.outputMaximum)) }
}
