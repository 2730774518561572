import Kernels

/// In which order the elements of a tensor lie in memory.
///
/// It changes how fast an operation is, and nothing else: shapes, values and results are the same.
/// Images that come out of a convolution lie channels last, and stay so through the layers that want
/// them so. Source: `torch.memory_format`.
package enum MemoryFormat: Sendable {
  /// Last dimension fastest: images N × C × H × W as they are shown. Source:
  /// `torch.contiguous_format`.
  case contiguous
  /// All channels of a pixel side by side: images N × H × W × C. Source: `torch.channels_last`.
  case channelsLast
}

extension Tensor {
  /// Puts the elements in another order; shape and values stay as they are.
  final func convert(to format: MemoryFormat) {
    guard format != memoryFormat else { return }
    storage = storage(in: format)
    memoryFormat = format
  }

  /// The elements in the order that an operation wants; for channels last traps for other than four
  /// dimensions.
  final func storage(in format: MemoryFormat) -> [Float] {
    guard format != memoryFormat else { return storage }
    guard shape.count == 4 else {
      fatalError("channelsLast: wants images [batch, channels, height, width], and got \(shape)")
    }
    let (batch, channels, pixels) = (shape[0], shape[1], shape[2] * shape[3])
    // With one channel, or one pixel, both orders are the same.
    if channels == 1 || pixels == 1 { return storage }
    let source = storage
    return makeValues(source.count) {
      switch format {
      case .contiguous:
        ChannelsLast.toContiguous(
          batch: batch, channels: channels, pixels: pixels, source, into: $0)
      case .channelsLast:
        ChannelsLast.fromContiguous(
          batch: batch, channels: channels, pixels: pixels, source, into: $0)
      }
    }
  }
}
