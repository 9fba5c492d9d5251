package dev.classify.local;

/// Brings the tables of an empty or older database to those of this build.
@FunctionalInterface
public interface SchemaSetup {

  /// Called at every start of a stack, before any worker starts.
  void apply(StackAddresses.Database database);
}
