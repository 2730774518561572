import Exercises
import Notebook

/// What a watch shows, laid out for a window: the verdict, and below it a hint or what to do now.
struct WatchScreen {
  /// What is watched.
  var head: String
  var verdict: ResultText.Parts
  /// What a person has asked for; nil for nothing.
  var hint: TerminalText?
  /// What there is to do now.
  var remark: TerminalText

  /// Which rows of it a window shows.
  struct View: Equatable {
    var rows: [String]
    /// What the key for more does next, in words; nil where there is no more.
    var more: String?
  }

  /// What there is to say in a window of that size, whose last row is left free.
  ///
  /// - Parameter page: which page of all that there is to say, counted from 1; nil for what matters.
  func view(page: Int?, rows height: Int, columns: Int) -> View {
    let head = [rows(of: [self.head], columns: columns)[0], ""]
    if let page {
      let pages = pages(rows: height, columns: columns)
      let index = min(page, pages.count) - 1
      let isLast = index == pages.count - 1
      return View(
        rows: head + pages[index],
        more: isLast ? "less" : "more (page \(index + 1) of \(pages.count))")
    }
    let fitted = verdict.fitted(
      rows: room(height), columns: columns, below: below(columns: columns)
    ) { "      … \($0) more line\($0 == 1 ? "" : "s"): a" }
    return View(rows: head + fitted.rows, more: fitted.isWhole ? nil : "all")
  }

  /// All that there is to say, in pages for a window of that size.
  func pages(rows height: Int, columns: Int) -> [[String]] {
    let all = rows(of: verdict.all, columns: columns) + below(columns: columns)
    let size = room(height)
    return stride(from: 0, to: all.count, by: size).map { start in
      Array(all[start..<min(start + size, all.count)])
    }
  }

  /// Behind the head, and before the line with the keys. In a window of fewer nothing can be read.
  private func room(_ height: Int) -> Int { max(height - 3, 4) }

  private func below(columns: Int) -> [String] {
    [hint, remark].compactMap { $0 }.flatMap {
      [""] + rows(of: textLines($0.written), columns: columns)
    }
  }

  /// All of it, for where nothing can be taken away again.
  var text: TerminalText {
    let lines = verdict.all.map { TerminalText(styled: $0) + "\n" }.joined()
    return TerminalText(styled: head) + "\n\n" + lines + "\n" + remark
  }
}
