import Testing

@testable import Guide

/// What a program printed, in a terminal that is too narrow for it.
@Suite struct NarrowOutputTests {
  private func shown(_ text: String, _ width: Int) -> String {
    PageRenderer(options: TerminalOptions(palette: nil, width: width, unicode: true)).output(text)
  }

  private let bytes = """
       0   0  32  65  14   7 196 254  38   0   0   0
       0   2  40 227 253 135   0   0   0   0   0   0
    """

  @Test func rowsOfATableAreCutAndTheirColumnsStandBelowOneAnother() {
    #expect(
      shown(bytes, 40) == """
             0   0  32  65  14   7 196 254  38 …
             0   2  40 227 253 135   0   0   0 …

        """)
    #expect(shown(bytes, 60) == bytes.split(separator: "\n").map { "  \($0)\n" }.joined())
    #expect(
      shown("name       of the layer       parameters of it\n", 40)
        == "  name       of the layer …\n")
  }

  @Test func rowsOfAMatrixAreCut() {
    let matrix = """
      tensor([[ 0.3567, -0.4193,  0.0011,  0.7071],
              [-0.1547,  0.2544, -0.1000,  0.5000]])
      """
    #expect(
      shown(matrix, 40) == """
          tensor([[ 0.3567, -0.4193,  0.0011, …
                  [-0.1547,  0.2544, -0.1000, …

        """)
  }

  @Test func aValueStandsBehindItsLabel() {
    #expect(
      shown("train:  (accuracy: 0.22125, loss: 2.281873653411865)\n", 40) == """
          train:  (accuracy: 0.22125, loss:
                  2.281873653411865)

        """)
    #expect(
      shown("with ReLU between them:   tensor([[-0.1547, -0.2544]])\n", 40) == """
          with ReLU between them:
            tensor([[-0.1547, -0.2544]])

        """)
  }

  @Test func sentencesAreBrokenBetweenWords() {
    #expect(
      shown("the images have a mean of 0.13 and a deviation of 0.31 over all\n", 40) == """
          the images have a mean of 0.13 and a
            deviation of 0.31 over all

        """)
  }
}
