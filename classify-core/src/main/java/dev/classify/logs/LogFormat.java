package dev.classify.logs;

import dev.classify.settings.SettingsReader;
import dev.classify.taxonomy.VocabularyTerm;
import dev.classify.terminal.ShownStream;
import java.io.PrintStream;
import java.util.Map;

/// How a program writes its log.
public enum LogFormat implements VocabularyTerm {
  /// Time, level, source, and what happened as `key=value`, for people and `grep`.
  TEXT("text"),
  /// One JSON object a line with the same keys, for programs that collect logs.
  JSON("json");

  private static final String KEY = "SERVICE_LOG_FORMAT";

  private final String token;

  LogFormat(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }

  /// Reads `SERVICE_LOG_FORMAT`; [#TEXT] by default.
  public static LogFormat from(SettingsReader reader) {
    return reader.term(KEY, LogFormat.class, TEXT);
  }

  /// The same before the settings are read as a whole, for the lines about them. A wrong value
  /// counts as the default here, and is reported with the others.
  public static LogFormat from(Map<String, String> environment) {
    return from(new SettingsReader(environment));
  }

  /// A stream for the lines of the log. Every line, stack traces included, may hold text of inputs
  /// and servers; both formats make it safe to show.
  public PrintStream over(PrintStream target) {
    return switch (this) {
      case TEXT -> ShownStream.over(target);
      case JSON -> JsonLogStream.over(target);
    };
  }
}
