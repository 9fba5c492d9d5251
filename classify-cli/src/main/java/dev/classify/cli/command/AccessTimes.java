package dev.classify.cli.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Times of users and tokens, as commands show them.
final class AccessTimes {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private AccessTimes() {}

  /// In the time zone of this machine, to the minute.
  static String text(@Nullable Instant time, String otherwise) {
    return time == null ? otherwise : MINUTE.format(time.atZone(ZoneId.systemDefault()));
  }

  /// ISO 8601 in UTC, to the second; null where there is none.
  static @Nullable String json(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
