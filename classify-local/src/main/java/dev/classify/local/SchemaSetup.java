package dev.classify.local;

/// Creates or migrates the tables of the database.
@FunctionalInterface
public interface SchemaSetup {

  /// Called at every start of a stack, before any worker starts.
  ///
  /// @param owner the way into the database for the owner of the tables
  /// @param application the role that reads and writes their rows
  void apply(StackAddresses.Database owner, String application);
}
