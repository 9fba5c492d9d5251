package dev.classify.store.projections;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// Reads events into tables of its own. docs/projections.md lists the files that a new one touches.
public interface Projection {

  /// How commands name it.
  String name();

  /// To be raised when the same events give other rows. The tables are then built anew beside the
  /// present rows, which are shown until the new ones have caught up.
  int version();

  /// The tables that it writes. Each has the column `build`.
  List<String> tables();

  /// Adds events to the tables. The caller commits them together with the place in the log, so each
  /// event is added once.
  ///
  /// @throws RuntimeException if an event cannot be read; the projection stops before it
  void apply(Handle handle, EventBatch batch);
}
