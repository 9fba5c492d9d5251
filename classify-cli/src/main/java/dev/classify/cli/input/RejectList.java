package dev.classify.cli.input;

import dev.classify.input.InputRow;
import java.nio.file.Path;
import java.util.Optional;

/// Lists the problems of an input while it is read.
public interface RejectList {

  /// Lists a bad row, or the warnings of a good one.
  void add(InputRow row);

  /// Makes the list readable for others, when all rows have been read.
  ///
  /// @return its file; empty if nothing was listed, or the list is no file
  Optional<Path> publish();
}
