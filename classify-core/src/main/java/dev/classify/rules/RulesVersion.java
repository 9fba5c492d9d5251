package dev.classify.rules;

import dev.classify.indicator.ContentHash;
import dev.classify.resource.Resource;
import dev.classify.text.CsvTable;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Identifies the rules: their code by a number that we raise, their tables by content.
final class RulesVersion {

  /// Raise it with every change of code that may change an answer; `RulesVersionTest` checks that.
  private static final String CODE_REVISION = "9";

  private RulesVersion() {}

  /// The user's tables count by their rows, so a comment in them makes no new version.
  static String of(TableSet tables) {
    MessageDigest digest = ContentHash.sha256();
    update(digest, CODE_REVISION);
    for (TableFormat format : RuleTables.FORMATS) {
      update(digest, format.resource());
      digest.update(Resource.bytes(format.resource()));
    }
    for (TableFormat format : RuleTables.FORMATS) {
      tables
          .own(format)
          .ifPresent(
              own -> {
                update(digest, format.name() + '\n');
                for (CsvTable.Row row : own.rows()) {
                  update(digest, row.line() + '\n');
                }
              });
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }
}
