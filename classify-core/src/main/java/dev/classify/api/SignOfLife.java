package dev.classify.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a projector says about itself.
///
/// @param worker id of the process, which no other one ever has
/// @param name for people
/// @param timing with which the process was started
/// @param acknowledged the generation for which it has stopped all work of older ones; 0 for none
/// @param seen the highest generation that it knows of its database, which may be above that of a
///     coordinator that lost its state; 0 for none
/// @param database identity of the database that it works on; null from a projector of an earlier
///     version
public record SignOfLife(
    String worker,
    String name,
    ReplicaSetTiming timing,
    long acknowledged,
    long seen,
    @Nullable String database) {

  private static final int TEXT_MAX = 128;

  /// Two names of PostgreSQL and a number.
  private static final int DATABASE_MAX = 256;

  public SignOfLife {
    require("worker", worker);
    require("name", name);
    Objects.requireNonNull(timing, "timing is missing");
    if (acknowledged < 0 || seen < 0) {
      throw new IllegalArgumentException("acknowledged and seen are at least 0");
    }
    if (database != null && (database.isBlank() || database.length() > DATABASE_MAX)) {
      throw new IllegalArgumentException(
          "database is a text of 1 to %d characters".formatted(DATABASE_MAX));
    }
  }

  private static void require(String field, String text) {
    if (text == null || text.isBlank() || text.length() > TEXT_MAX) {
      throw new IllegalArgumentException(
          "%s is a text of 1 to %d characters".formatted(field, TEXT_MAX));
    }
  }
}
