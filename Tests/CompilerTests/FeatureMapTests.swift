import Accelerator
import Compiler
import Testing

@Suite struct FeatureMapTests {
  @Test func mapsLieAsVectorsOfChannelsInRowsOfWholeWords() {
    var architecture = Architecture.edge
    architecture.ifmapBusWords = 4
    let map = FeatureMap(rows: 2, columns: 3, channels: 5, architecture)
    #expect(map.vectors == 2 && map.pitch == 4 && map.words == 4 && map.bytes == 64)
    let bytes = map.packed((0..<30).map { Int8($0) }, zeroPoint: -7)
    // Row 1, column 2, channel 4: the second vector of channels, with zero points beside it.
    #expect(map.byteOffset(row: 1, column: 2, channel: 4) == 56)
    #expect(Array(bytes[56..<60]) == [29, 0xF9, 0xF9, 0xF9])
    #expect(Array(bytes[0..<4]) == [0, 1, 2, 3] && bytes[4] == 5)
    #expect(map.unpacked(bytes) as [Int8] == (0..<30).map { Int8($0) })
  }

  @Test func activationsOf16BitsAreLittleEndian() {
    let map = FeatureMap(rows: 1, columns: 1, channels: 2, .eyeriss)
    let bytes = map.packed([-2, 0x1234] as [Int16], zeroPoint: 0)
    #expect(bytes == [0xFE, 0xFF, 0x34, 0x12, 0, 0, 0, 0])
    #expect(map.unpacked(bytes) as [Int16] == [-2, 0x1234])
  }

  @Test func shapesOfAnyRankAreMaps() {
    func extents(_ shape: [Int]) -> [Int] {
      let map = FeatureMap(shape: shape, .edge)
      return [map.rows, map.columns, map.channels]
    }
    #expect(extents([]) == [1, 1, 1] && extents([6]) == [1, 1, 6] && extents([5, 6]) == [1, 5, 6])
    #expect(extents([2, 4, 5, 6]) == [8, 5, 6])
  }
}
