package dev.classify.store;

import java.util.List;

/// Which migrations of a database are applied.
///
/// @param version of the last applied migration; empty if there is none
/// @param pending versions that this program brings and the database lacks
public record SchemaState(String version, List<String> pending) {

  public SchemaState {
    pending = List.copyOf(pending);
  }
}
