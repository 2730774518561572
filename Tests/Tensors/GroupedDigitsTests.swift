import Tensors
import Testing

@Test(
  "A comma after every three digits",
  arguments: [
    (0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (18_496, "18,496"), (-1_000, "-1,000"),
    (-999, "-999"), (47_040_016, "47,040,016"), (Int.min, "-9,223,372,036,854,775,808"),
  ])
func grouped(number: Int, text: String) {
  #expect(number.grouped == text)
}
