package dev.classify.cli.report;

/// The rows whose answer by the rules stands in for that of a model.
final class StandIns {

  static final String JSON_KEY = "rules_stand_in";

  private StandIns() {}

  /// @param command how the user calls commands on this system, such as `classify local`
  static String text(long rows, String command) {
    return "%d rows, for which the model gave no answer; see `%s review`; run again with --retry once it answers"
        .formatted(rows, command);
  }
}
