package dev.classify.store;

import java.util.List;

/// How far the tables of a database are.
///
/// @param version of the last migration that was applied, empty where none was
/// @param pending versions that this program has and the tables lack
public record SchemaState(String version, List<String> pending) {

  public SchemaState {
    pending = List.copyOf(pending);
  }
}
