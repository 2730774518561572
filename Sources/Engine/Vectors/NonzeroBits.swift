extension UInt32 {
  /// A bit for each of 32 floats that is neither 0 nor −0, the first one's lowest; of `count`
  /// floats where there are fewer.
  ///
  /// In arithmetic: where zeros are random a processor predicts few branches, and each that it gets
  /// wrong costs as much as many additions. The compiler does this with a vector of floats at a
  /// time.
  @inlinable @inline(__always)
  package init(nonzeroAt floats: UnsafePointer<Float>, count: Int = 32) {
    var bits: UInt32 = 0
    if count >= 32 {
      for i in 0..<32 { bits |= Self.oneUnlessZero(floats[i]) &<< UInt32(truncatingIfNeeded: i) }
    } else {
      for i in 0..<count { bits |= Self.oneUnlessZero(floats[i]) &<< UInt32(truncatingIfNeeded: i) }
    }
    self = bits
  }

  /// 0 for 0 and −0, else 1.
  @inlinable @inline(__always)
  package static func oneUnlessZero(_ float: Float) -> UInt32 {
    let withoutSign = float.bitPattern &<< 1
    return (withoutSign | (0 &- withoutSign)) &>> 31
  }
}
