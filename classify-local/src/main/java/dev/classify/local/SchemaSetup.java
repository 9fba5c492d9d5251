package dev.classify.local;

/// Creates or migrates the tables of the database.
@FunctionalInterface
public interface SchemaSetup {

  /// Called at every start of a stack, before any worker starts.
  void apply(StackAddresses.Database database);
}
