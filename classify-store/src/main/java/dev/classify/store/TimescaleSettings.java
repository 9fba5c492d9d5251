package dev.classify.store;

import dev.classify.settings.SettingsReader;
import java.util.OptionalInt;

/// What a migration lets TimescaleDB do with old rows of `llm_requests` and
/// `classification_attempts`. Nothing by default.
///
/// @param columnstoreAfterDays `CLASSIFY_DB_COLUMNSTORE_DAYS`: age from which chunks are compressed
/// @param retentionDays `CLASSIFY_DB_RETENTION_DAYS`: age from which chunks are deleted
public record TimescaleSettings(OptionalInt columnstoreAfterDays, OptionalInt retentionDays) {

  /// Old rows stay as they are.
  public static final TimescaleSettings NONE =
      new TimescaleSettings(OptionalInt.empty(), OptionalInt.empty());

  /// Results of requests in files come within a day; earlier rows must not change any more.
  private static final int COLUMNSTORE_DAYS_MIN = 7;

  /// The aggregates must have taken up what is deleted.
  private static final int RETENTION_DAYS_MIN = 30;

  private static final int DAYS_MAX = 36_500;

  public static TimescaleSettings from(SettingsReader reader) {
    return new TimescaleSettings(
        days(reader, "CLASSIFY_DB_COLUMNSTORE_DAYS", COLUMNSTORE_DAYS_MIN),
        days(reader, "CLASSIFY_DB_RETENTION_DAYS", RETENTION_DAYS_MIN));
  }

  private static OptionalInt days(SettingsReader reader, String key, int min) {
    return reader.number(key, min, DAYS_MAX).stream().mapToInt(Math::toIntExact).findFirst();
  }
}
