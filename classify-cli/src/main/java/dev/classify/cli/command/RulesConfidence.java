package dev.classify.cli.command;

import dev.classify.exit.CommandFailure;
import dev.classify.settings.NumberText;
import org.jspecify.annotations.Nullable;

/// The value of `--min-confidence`: a confidence, or the precision that it has to reach.
///
/// @param confidence null if it follows from the target
/// @param target the share of right fields; null if the confidence is given
record RulesConfidence(@Nullable Double confidence, @Nullable Double target) {

  static final String TARGET = "target:";

  static final RulesConfidence DEFAULT = new RulesConfidence(null, null);

  /// Reads the option.
  ///
  /// @param text null if it is not given
  static RulesConfidence of(@Nullable String text) {
    if (text == null) {
      return DEFAULT;
    }
    if (text.startsWith(TARGET)) {
      return new RulesConfidence(
          null,
          NumberText.parseShare(text.substring(TARGET.length()))
              .filter(share -> share >= 0.5 && share <= 0.999)
              .orElseThrow(RulesConfidence::invalid));
    }
    return new RulesConfidence(
        NumberText.parseShare(text).orElseThrow(RulesConfidence::invalid), null);
  }

  private static CommandFailure invalid() {
    return CommandFailure.usage(
        "--min-confidence must be a confidence from 0 to 1, such as 0.9, or a target from"
            + " target:0.5 to target:0.999");
  }
}
