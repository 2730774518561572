import Notebook

/// What can be wrong with the guide: with a page, a source region, or what was recorded from a cell.
///
/// The words stand together here, so that they sound alike: what is wrong, then what to do.
package enum GuideProblem: Error, Equatable, Sendable {
  // Markdown that a page may not use.
  case setextHeading
  case indentedCode
  case tabInIndentation
  case rawHTML(String)
  case unclosedFence
  case unclosedFold
  case foldNotOpen
  case foldInFold
  case foldNotAtTopLevel
  case lazyContinuation
  case referenceLink
  case malformedLink
  case linkTitle
  case entity(String)
  case strikethrough
  case tableColumns(expected: Int, found: Int)
  case tableTooWide(Int)
  /// More than so many deep.
  case nestedTooDeep(Int)
  case undefinedFootnote(String)
  case unusedFootnote(String)
  case duplicateFootnote(String)

  // Fences and figures.
  case fenceWithoutLanguage
  case unknownLanguage(String)
  case swiftWithoutSource
  case pythonWithoutSource
  case differenceWithoutSources
  case sourceWithoutRegion(String)
  /// `folder` is where such sources are.
  case sourceOutsidePackage(String, folder: String = "Sources/")
  case unknownFenceWord(language: String, word: String)
  case fenceQuotation
  case fenceWordTwice(String)
  case unknownMask(String)
  case malformedClaim(String)
  case wovenFenceNotAtTopLevel
  case imageWithoutWords(String)
  /// `expected` is what the names of the page's own figures begin with.
  case figureOfOtherChapter(found: Int, expected: String)
  case cellOutsideChapter(String)
  case unknownCell(String, of: String)
  case cellShownTwice(String)
  case unusedCell(String)

  // Source files and their regions.
  case fileMissing(String)
  case unreadable(TextFile.Fault)
  case regionMissing(String, file: String)
  case regionDuplicated(String, firstLine: Int)
  /// `comment` is what a comment begins with in that file.
  case regionUnclosed(String, comment: String = "//")
  case regionNotOpen(String, comment: String = "//")
  case regionUnnamed(comment: String = "//")
  case regionEmpty(String)
  case regionTooLarge(String)
  case regionUnused(String)
  case regionsAlike(String, String)

  // What was recorded, and what is so now.
  case outdated(Recorded)
  case claimFails(Claim, cell: String, found: String)
  case claimFindsNothing(Claim, cell: String)
  case maskWithoutUse(Mask, cell: String)
  case cellFailed(cell: String, reason: String)
  case differsFromPyTorch(cell: String)
  case noFigure(String, cell: String)
  case figureUnused

  // Links.
  case linkToMissingFile(String)
  case linkToMissingHeading(String, file: String)
  case linkOutsidePackage(String)

  // Numbers in sentences.
  case numberNotShown(String)
  case numberNotInSource(String, String)

  // Files.
  case pageMissing
  case cannotWrite(String)
  case changedMeanwhile
}

/// Something recorded that is no longer so.
package enum Recorded: Equatable, Sendable {
  case code(region: String)
  case difference(from: String, to: String)
  /// What a Python program printed.
  case record(region: String)
  case output(cell: String)
  case figure(String, cell: String)
  /// A figure that was never recorded.
  case missingFigure(String, cell: String)

  /// What has changed.
  package var finding: String {
    switch self {
    case .code(let region): "the code of the region \(region) is not what the page has"
    case .difference(let old, let new):
      "the difference between the regions \(old) and \(new) is not what the page has"
    case .record(let region):
      "the output of PyTorch in the region \(region) is not what the page has"
    case .output(let cell): "the output of the cell \(cell) is not what the page has"
    case .figure(let file, let cell): "\(file) is no longer what the cell \(cell) draws"
    case .missingFigure(let file, let cell): "\(file) of the cell \(cell) is not recorded"
    }
  }
}

extension GuideProblem: CustomStringConvertible {
  private static let update = "run: swift run workbook guide update"

  /// One line: what is wrong, and what to do.
  package var description: String {
    switch self {
    case .setextHeading:
      "a heading underlined with = or - is not used here; write ## before it, or put a blank line"
        + " before a thematic break"
    case .indentedCode:
      "code by indentation is not used here; put it between ``` fences, or indent less"
    case .tabInIndentation: "a tab in the indentation; use spaces"
    case .rawHTML(let tag) where ["<details", "</details", "<summary", "</summary"].contains(tag):
      "\(tag) is used only for folded parts; write <details><summary>words</summary> and, at the end,"
        + " </details>, each on a line of its own with a blank line before and after it"
    case .rawHTML(let tag): "raw HTML (\(tag)) is not used here; write \\< for the sign itself"
    case .unclosedFence: "this fence is never closed; end it with as many marks as it began with"
    case .unclosedFold: "this folded part is never closed; end it with a line </details>"
    case .foldNotOpen:
      "no folded part is open here; write <details><summary>words</summary> before it, or remove the"
        + " line"
    case .foldInFold: "folded parts do not nest; write </details> before this one"
    case .foldNotAtTopLevel:
      "a folded part in a list, a quote or a footnote; move it to the left margin"
    case .lazyContinuation:
      "this line goes on with a list or a quote without being marked so; indent it or begin it"
        + " with >, or put a blank line before it"
    case .referenceLink:
      "reference links are not used here; write [text](address), or \\[ for the sign itself"
    case .malformedLink:
      "this link cannot be read; write [text](address), or \\[ for the sign itself"
    case .linkTitle: "a link has no title here; write [text](address)"
    case .entity(let name): "\(name) is not used here; write the character itself, or \\&"
    case .strikethrough: "struck text is not used here; write \\~ for the sign itself"
    case .tableColumns(let expected, let found):
      "this row has \(found) cells and the table's head has \(expected); escape a | in a cell as \\|"
    case .tableTooWide(let count):
      "a table of \(count) columns; use at most \(BlockParser.mostColumns)"
    case .nestedTooDeep(let limit):
      "what stands in one another here, lists and quotes or emphasis and links, is more than \(limit)"
        + " deep; nest less"
    case .undefinedFootnote(let label):
      "there is no footnote \(label); add a line [^\(label)]: with its text"
    case .unusedFootnote(let label):
      "nothing refers to the footnote \(label); write [^\(label)] in the text, or remove it"
    case .duplicateFootnote(let label): "there is already a footnote \(label); rename one of them"
    case .fenceWithoutLanguage:
      "a fence without a language; write swift, diff, text, sh or python behind the marks"
    case .unknownLanguage(let language):
      "a fence of the unknown language \(language); use swift, diff, text, sh or python"
    case .swiftWithoutSource:
      "Swift code that does not say where it comes from; write"
        + " swift Sources/Chapters/…/File.swift#region"
    case .pythonWithoutSource:
      "Python code that does not say where it comes from; write"
        + " python Tests/PyTorch/guide/….py#region"
    case .differenceWithoutSources:
      "a difference needs the two regions that it compares; write"
        + " diff Sources/…/File.swift#region Sources/…/File.swift#region"
    case .sourceWithoutRegion(let source):
      "\(source) names no region; write \(source)#region"
    case .sourceOutsidePackage(let source, let folder):
      "\(source) is not a path inside the package; begin it with \(folder)"
    case .unknownFenceWord(let language, let word):
      "a \(language) fence does not know the word \(word); "
        + (language == "text"
          ? "write text, text python=…, or text cell=name and behind it mask=…, claim=\"…\" or"
            + " python=…"
          : language == "sh" ? "write sh alone" : "write \(language) and one source")
    case .fenceQuotation:
      "the quotation marks of this fence do not fit; write claim=\"…\" with a space before and"
        + " behind it"
    case .fenceWordTwice(let word): "\(word) is there twice; remove one"
    case .unknownMask(let word):
      "there is no mask \(word); write one of "
        + Mask.allCases.map(\.rawValue).joined(separator: ", ")
    case .malformedClaim(let text):
      "the claim «\(text)» cannot be read; write «words before the number >= 80 %» or «words of words"
        + " of the line < 0.5», with >=, <=, >, < or ="
    case .imageWithoutWords(let source):
      "\(source) has no words for those who cannot see it; write ![what is to be seen](\(source))"
    case .wovenFenceNotAtTopLevel:
      "a fence with a source or a cell stands in a list or quote, is indented, or is not of"
        + " backticks; move it to the left margin and write it with ```"
    case .figureOfOtherChapter(let found, let expected):
      "this figure belongs to chapter \(found), and the page is "
        + (Int(expected) == nil ? "no chapter" : "chapter \(expected)") + "'s; write"
        + " figures/\(expected)-…"
    case .cellOutsideChapter(let name):
      "the cell \(name) is named on a page that belongs to no chapter; remove the fence or figure"
    case .unknownCell(let name, let chapter):
      "\(chapter) has no cell \(name); correct the name, or add the cell"
    case .cellShownTwice(let name):
      "the output of the cell \(name) is already on this page; remove one of the fences"
    case .unusedCell(let name):
      "the page never shows the cell \(name); add a fence: text cell=\(name)"
    case .fileMissing(let path): "there is no file \(path); correct the path"
    case .unreadable(let fault): "the file cannot be read (\(fault)); \(fault.advice)"
    case .regionMissing(let name, let file):
      "\(file) has no region \(name); add \(SourceRegions.comment(in: file)) #region \(name) and"
        + " \(SourceRegions.comment(in: file)) #endregion \(name)"
    case .regionDuplicated(let name, let firstLine):
      "the region \(name) already begins in line \(firstLine); rename one of them"
    case .regionUnclosed(let name, let comment):
      "the region \(name) is never closed; add \(comment) #endregion \(name)"
    case .regionNotOpen(let name, let comment):
      "no region \(name) is open here; add \(comment) #region \(name) before it, or remove the line"
    case .regionUnnamed(let comment):
      "a region's marker without a name; write \(comment) #region name"
    case .regionEmpty(let name): "the region \(name) is empty; put code into it, or remove it"
    case .regionTooLarge(let name):
      "with the region \(name) all regions of the file have more than \(SourceRegions.mostLines) lines;"
        + " let fewer lie in one another"
    case .regionUnused(let name):
      "no page shows the region \(name); show it in the guide, or remove its markers"
    case .regionsAlike(let old, let new):
      "the regions \(old) and \(new) are the same; compare two that differ, or remove the fence"
    case .outdated(let recorded): "\(recorded.finding); \(Self.update)"
    case .claimFails(let claim, let cell, let found):
      "of the cell \(cell) the page claims «\(claim)», and it gives \(found); correct the code, or"
        + " the claim"
    case .claimFindsNothing(let claim, let cell):
      "of the cell \(cell) the page claims «\(claim)», and it gives no such number; correct the"
        + " claim, or the code"
    case .maskWithoutUse(let mask, let cell):
      "the output of the cell \(cell) has nothing that mask=\(mask.rawValue) would mask; remove it"
    case .cellFailed(let cell, let reason):
      "the cell \(cell) failed: \(textLines(reason).joined(separator: " ")); correct it, then"
        + " \(Self.update)"
    case .differsFromPyTorch(let cell):
      "the page says that PyTorch prints what the cell \(cell) does, and it printed something else;"
        + " correct the code, or remove python=…"
    case .noFigure(_, let cell):
      "the cell \(cell) draws no figure; let it return one, or remove the image"
    case .figureUnused: "no page shows this figure; show it, or delete the file"
    case .linkToMissingFile(let path): "a link to \(path), which does not exist; correct the link"
    case .linkToMissingHeading(let anchor, let file):
      "a link to the heading #\(anchor), which \(file) does not have; correct the link"
    case .linkOutsidePackage(let destination):
      "a link to \(destination), which is not in the package; write a path relative to this page"
    case .numberNotShown(let number):
      "nothing on the page shows the number \(number); correct it, or show it in code or output, or make"
        + " it a link to where it comes from: [\(number)](page.md#heading)"
    case .numberNotInSource(let number, let source):
      "a link to \(source) at the number \(number), which is not shown there; correct the number, or the"
        + " link"
    case .pageMissing: "the page does not exist; write it, or correct the chapter's page name"
    case .cannotWrite(let reason):
      "the file cannot be written (\(reason)); make room or allow writing, then try again"
    case .changedMeanwhile:
      "somebody has written into the file meanwhile, and nothing was recorded over it; try again"
    }
  }
}
