package dev.classify.rules;

import dev.classify.indicator.ContentHash;
import dev.classify.text.CsvTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/// Identifies what the rules answer from: their code by hand, their tables by content.
final class RulesVersion {

  /// Raise it with every change of code that may change an answer; `RulesVersionTest` checks that.
  private static final String CODE_REVISION = "6";

  /// Every table; a test compares the list with the files there are.
  static final List<String> FILES =
      List.of(
          "/dev/classify/rules/american-names.csv",
          CalibrationTable.FILE,
          EvidenceKind.FILE,
          "/dev/classify/rules/meanings.csv",
          TermScore.FILE,
          "/dev/classify/rules/terms.csv",
          "/dev/classify/rules/time-words.csv",
          "/dev/classify/rules/wholes.csv",
          "/dev/classify/time/cumulative-words.csv",
          "/dev/classify/time/datasets.csv",
          "/dev/classify/time/frequency-words.csv",
          "/dev/classify/units/countries.csv",
          "/dev/classify/units/currencies.csv",
          "/dev/classify/units/currency-codes.csv",
          "/dev/classify/units/scales.csv",
          "/dev/classify/units/units.csv");

  private RulesVersion() {}

  static String current() {
    MessageDigest digest = ContentHash.sha256();
    digest.update(CODE_REVISION.getBytes(StandardCharsets.UTF_8));
    for (String file : FILES) {
      digest.update(file.getBytes(StandardCharsets.UTF_8));
      digest.update(CsvTable.bytes(file));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}
