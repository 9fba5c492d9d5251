package dev.classify.local.postgres;

/// The passwords of the three roles of the embedded database.
///
/// @param superuser of `postgres`, for set-up and repair by a person; no program uses it
/// @param owner of `classify_owner`, which owns the tables and migrates them
/// @param application of `classify`, which reads and writes rows
public record DatabasePasswords(String superuser, String owner, String application) {

  @Override
  public String toString() {
    return "DatabasePasswords[***]";
  }
}
